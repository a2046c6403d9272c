package souk.booking.ride;

import java.time.Duration;

/** What the saga of a ride has to do next; a function of the ride, kept in its row. */
public enum RidePhase {
  /** Booked for a time that has not come, or whose rider is busy. */
  AWAIT_START,
  /** The card is to be authorized. */
  AUTHORIZE,
  /** The provider's answer is unknown or under way; payments finds out. */
  AWAIT_AUTHORIZATION,
  /** The rider has to authenticate, or has taken too long: payments finds out. */
  AWAIT_PAYER,
  /** Dispatch is to be asked for a trip. */
  REQUEST_TRIP,
  /** Driver and rider are at it. */
  AWAIT_TRIP,
  /** The rider has called it off and dispatch has not yet been told. */
  CANCEL_TRIP,
  /** Something is to be done about a change of the destination. */
  CHANGE,
  /** What the ride costs is to be computed. */
  BILL,
  /** The bill is to be captured, as far as it was authorized. */
  CAPTURE,
  /** The authorization is to be given back. */
  RELEASE,
  /** What the authorization did not give is to be charged once more. */
  EXTRA,
  /** Captured or given back, but the provider's answer is unknown or under way. */
  AWAIT_MONEY,
  /** Nothing is left to do. */
  SETTLED;

  /** The saga has something to do; otherwise it waits to be woken. */
  boolean isStep() {
    return switch (this) {
      case AUTHORIZE, REQUEST_TRIP, CANCEL_TRIP, CHANGE, BILL, CAPTURE, RELEASE, EXTRA -> true;
      case AWAIT_START, AWAIT_AUTHORIZATION, AWAIT_PAYER, AWAIT_TRIP, AWAIT_MONEY, SETTLED -> false;
    };
  }

  /** When somebody should look although no news came. */
  Duration patience() {
    return switch (this) {
      case AUTHORIZE, REQUEST_TRIP, CANCEL_TRIP, CHANGE, BILL, CAPTURE, RELEASE, EXTRA, SETTLED ->
          Duration.ZERO;
      // of a rider who was busy when it came to start
      case AWAIT_START -> Duration.ofSeconds(5);
      case AWAIT_AUTHORIZATION, AWAIT_MONEY -> Duration.ofSeconds(10);
      case AWAIT_PAYER -> Duration.ofMinutes(1);
      case AWAIT_TRIP -> Duration.ofMinutes(5);
    };
  }
}
