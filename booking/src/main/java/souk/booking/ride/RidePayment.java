package souk.booking.ride;

import org.jspecify.annotations.Nullable;

/**
 * How the money of a ride stands, as far as the ride knows.
 *
 * @param chargeVersion the charge's version it was taken from; 0 before there is one
 * @param reason why the card was refused
 */
public record RidePayment(Status status, @Nullable String reason, long chargeVersion) {
  /** The states of a charge that matter to a ride. */
  public enum Status {
    /** Not asked for yet. */
    PENDING,
    /** Asked for; the answer is under way or was lost. */
    UNKNOWN,
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED
  }

  static final RidePayment NONE = new RidePayment(Status.PENDING, null, 0);
}
