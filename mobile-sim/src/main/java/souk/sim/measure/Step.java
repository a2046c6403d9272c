package souk.sim.measure;

/** The business steps whose latency is reported. */
public enum Step {
  /** The rider opens the app until the price is there. */
  RIDE_QUOTE("ride.quote"),
  /** The rider presses "request" until the request is taken. */
  RIDE_REQUEST("ride.request"),
  /** The rider presses "request" until a driver's phone has the first offer. */
  RIDE_FIRST_OFFER("ride.first_offer"),
  /** The rider presses "request" until he sees a driver. */
  RIDE_ASSIGNED("ride.assigned"),
  /** The rider presses "request" until he sees that he is on the way. */
  RIDE_PICKUP("ride.pickup"),
  /** The driver ends the ride until the rider has the receipt. */
  RIDE_COMPLETED_TO_RECEIPT("ride.completed_to_receipt"),
  /** The driver presses "accept" until he is answered. */
  OFFER_ACCEPT("offer.accept"),
  /** The driver presses en route, arrived, start or complete until he is answered. */
  TRIP_STEP("trip.step"),
  /** The car is somewhere until its rider's phone knows it. */
  POSITION_TO_RIDER("position.to_rider"),
  /** Redis is emptied until all drivers that must be found are found again. */
  FLEET_WHOLE_AGAIN("fleet.whole_again"),
  /** A phone should wake up until it does: the simulator's own lateness. */
  PHONE_WAKEUP("phone.wakeup");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** How reports name it. */
  public String label() {
    return label;
  }
}
