package souk.booking.ride;

/** Where a ride stands for its rider. */
public enum RideStatus {
  /** Booked for a time; nothing is reserved and nobody sought yet. */
  SCHEDULED,
  /** Accepted; the card is being authorized. */
  REQUESTED,
  /** Paid for; a driver is sought. */
  MATCHING,
  /** A driver has accepted. */
  DRIVER_ASSIGNED,
  /** The driver is on his way to the pick-up. */
  EN_ROUTE,
  /** The driver waits at the pick-up. */
  ARRIVED,
  /** The rider is in the car. */
  IN_PROGRESS,
  /** The rider is where he wanted to be. */
  COMPLETED,
  /** Called off, by whom and why is said beside. */
  CANCELLED,
  /** Nobody was found in time. */
  NO_DRIVER,
  /** The rider did not come. */
  NO_SHOW,
  /** The card was refused. */
  PAYMENT_DECLINED;

  /** Driver and rider are free; only money may still move. */
  public boolean terminal() {
    return switch (this) {
      case COMPLETED, CANCELLED, NO_DRIVER, NO_SHOW, PAYMENT_DECLINED -> true;
      case SCHEDULED, REQUESTED, MATCHING, DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS -> false;
    };
  }

  /** It has begun and is not over: it has the rider, and may have a trip. */
  boolean live() {
    return this != SCHEDULED && !terminal();
  }

  /** The rider may call it off until he sits in the car. */
  public boolean cancellable() {
    return switch (this) {
      case SCHEDULED, REQUESTED, MATCHING, DRIVER_ASSIGNED, EN_ROUTE, ARRIVED -> true;
      case IN_PROGRESS, COMPLETED, CANCELLED, NO_DRIVER, NO_SHOW, PAYMENT_DECLINED -> false;
    };
  }
}
