package souk.dispatch.trip;

import java.util.Locale;

/** Where a trip stands. */
public enum TripStatus {
  /** Nobody is asked at the moment; the next round looks for a driver. */
  WAITING,
  /** A driver is asked. */
  OFFERED,
  /** A driver has accepted. */
  ASSIGNED,
  /** He is on his way to the pick-up. */
  EN_ROUTE,
  /** He is at the pick-up. */
  ARRIVED,
  /** The rider is on board. */
  IN_PROGRESS,
  /** The rider is where he wanted to be. */
  COMPLETED,
  /** Called off before the rider was on board. */
  CANCELLED,
  /** Nobody was found in time. */
  HOPELESS;

  /** Whether a driver is promised to the trip. */
  public boolean engages() {
    return switch (this) {
      case OFFERED, ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS -> true;
      case WAITING, COMPLETED, CANCELLED, HOPELESS -> false;
    };
  }

  /** The type of the event that tells of a trip's arrival here, such as {@code trip.en_route}. */
  String eventType() {
    return "trip." + name().toLowerCase(Locale.ROOT);
  }
}
