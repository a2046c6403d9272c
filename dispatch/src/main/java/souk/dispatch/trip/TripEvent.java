package souk.dispatch.trip;

import java.time.Duration;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/** What can happen to a trip. */
public sealed interface TripEvent {
  /** The type of the event that tells of it, when it has brought a trip there. */
  default String becomes(TripStatus status) {
    return this instanceof DestinationChanged ? DestinationChanged.TYPE : status.eventType();
  }

  /** A driver is asked. */
  record DriverAsked() implements TripEvent {}

  /** The driver who was asked declined, let it pass or went off line. */
  record OfferEnded() implements TripEvent {}

  /** The driver who was asked accepted. */
  record OfferAccepted(TripDriver driver) implements TripEvent {}

  /** He is on his way to the pick-up. */
  record SetOff() implements TripEvent {}

  /** He is at the pick-up. */
  record CameToPickup() implements TripEvent {}

  /** The rider is on board. */
  record RiderBoarded() implements TripEvent {}

  /** The rider has got off. */
  record RiderAlighted() implements TripEvent {}

  /**
   * The driver gave the trip back before the rider was on board.
   *
   * @param searchTime for how long another driver is looked for
   */
  record GivenBack(Duration searchTime) implements TripEvent {}

  /** The driver has waited at the pick-up as long as he must, and the rider did not come. */
  record NobodyCame() implements TripEvent {}

  /**
   * Operations, or dispatch itself, took the trip from its driver before the rider was on board.
   *
   * @param searchTime for how long another driver is looked for
   */
  record TakenAway(Duration searchTime) implements TripEvent {}

  /** The trip is called off. */
  record CalledOff(Cancellation cancellation) implements TripEvent {}

  /**
   * Rider and driver agreed on another destination.
   *
   * @param change the order's own id of it
   * @param fare what the journey is worth now
   */
  record DestinationChanged(UUID change, Point dropoff, Money fare) implements TripEvent {
    /** It comes to stand nowhere else, so that its state does not name it. */
    public static final String TYPE = "trip.destination_changed";
  }

  /** The time to find a driver is over. */
  record SearchEnded() implements TripEvent {}
}
