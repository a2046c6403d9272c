package souk.payments.charge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A charge as its row has it; also the payload of the events {@code charge.requires_action}, {@code
 * charge.authorized}, {@code charge.declined}, {@code charge.captured}, {@code charge.voided},
 * {@code charge.expired} and {@code charge.unknown}, and of {@code charge.expiring}, which says
 * that the window of what is reserved closes soon.
 *
 * @param order what it is for; null for a charge that was released before anybody asked for it
 * @param reason why it was declined, as the code of a {@link souk.payments.psp.DeclineReason}; with
 *     AUTHORIZED, why the last operation on it was refused
 * @param authorized what is or was reserved, zero before that; null where the order is
 * @param captured what was taken, in all captures so far; null as above
 * @param version rises with every change
 * @param captureBefore when the issuer lets go of what is reserved; null where nothing is, or the
 *     provider does not say
 */
public record ChargeStanding(
    UUID chargeId,
    @Nullable OrderRef order,
    ChargeStatus status,
    @Nullable String reason,
    @Nullable Money authorized,
    @Nullable Money captured,
    long version,
    @Nullable Instant captureBefore) {
  /** One of which nothing is reserved, or nobody knows until when. */
  public ChargeStanding(
      UUID chargeId,
      @Nullable OrderRef order,
      ChargeStatus status,
      @Nullable String reason,
      @Nullable Money authorized,
      @Nullable Money captured,
      long version) {
    this(chargeId, order, status, reason, authorized, captured, version, null);
  }

  /** The same, of that order. */
  ChargeStanding of(OrderRef known) {
    return new ChargeStanding(
        chargeId, known, status, reason, authorized, captured, version, captureBefore);
  }
}
