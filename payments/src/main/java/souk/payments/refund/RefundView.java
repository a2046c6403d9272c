package souk.payments.refund;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import souk.platform.money.Money;

/**
 * What of a payment goes back, as its payer sees it.
 *
 * @param status PENDING, SUCCEEDED or FAILED
 */
@Introspected
@Schema(name = "PaymentRefund")
public record RefundView(UUID id, Money amount, String status, Instant requestedAt) {
  /** Nothing of what operators have not agreed on. */
  static Stream<RefundView> of(StoredRefund refund) {
    return refund.refund().status().forPayer().stream()
        .map(
            seen -> new RefundView(refund.id(), refund.terms().amount(), seen, refund.createdAt()));
  }
}
