package souk.booking.ride;

import org.jspecify.annotations.Nullable;

/**
 * How one charge of a ride stands, as far as the ride knows.
 *
 * @param chargeVersion the charge's version it was taken from; 0 before there is one
 * @param reason why the card was refused; with AUTHORIZED, why the money could not be taken
 * @param capturedMinor what was taken, in minor units of the ride's currency
 */
public record RidePayment(
    Status status, @Nullable String reason, long chargeVersion, long capturedMinor) {
  /** The states of a charge that matter to a ride. */
  public enum Status {
    /** Not asked for yet. */
    PENDING,
    /** Asked for; the answer is under way or was lost. */
    UNKNOWN,
    /** The rider has to authenticate before anything is reserved. */
    REQUIRES_ACTION,
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED
  }

  static final RidePayment NONE = new RidePayment(Status.PENDING, null, 0, 0);
}
