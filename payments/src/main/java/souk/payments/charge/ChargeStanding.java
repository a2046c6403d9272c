package souk.payments.charge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A charge as its row has it; also the payload of the events {@code charge.requires_action}, {@code
 * charge.authorized}, {@code charge.declined}, {@code charge.captured}, {@code charge.voided} and
 * {@code charge.unknown}.
 *
 * @param order what it is for; null for a charge that was released before anybody asked for it
 * @param reason why it was declined, as the code of a {@link souk.payments.psp.DeclineReason}; with
 *     AUTHORIZED, why the last operation on it was refused
 * @param authorized what is or was reserved, zero before that; null where the order is
 * @param captured what was taken, in all captures so far; null as above
 * @param version rises with every change
 */
public record ChargeStanding(
    UUID chargeId,
    @Nullable OrderRef order,
    ChargeStatus status,
    @Nullable String reason,
    @Nullable Money authorized,
    @Nullable Money captured,
    long version) {
  /** The same, of that order. */
  ChargeStanding of(OrderRef known) {
    return new ChargeStanding(chargeId, known, status, reason, authorized, captured, version);
  }
}
