package souk.payments.refund;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A refund as its row has it; also the payload of the events {@code refund.*}.
 *
 * @param order what was paid for
 * @param reason the words of whoever asked for it
 * @param failure the provider's word for why it failed
 * @param requestedBy the operator who asked for it, or whoever called the order off
 * @param decidedBy the operator who agreed or did not; null where one pair of eyes is enough
 * @param version rises with every change
 */
@Introspected
@Schema(name = "Refund")
public record RefundStanding(
    UUID refundId,
    UUID chargeId,
    OrderRef order,
    RefundStatus status,
    Money amount,
    String reason,
    @Nullable String failure,
    UUID requestedBy,
    @Nullable UUID decidedBy,
    Instant requestedAt,
    long version) {}
