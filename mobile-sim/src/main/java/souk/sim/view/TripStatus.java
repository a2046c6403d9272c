package souk.sim.view;

/** Where a trip stands, as the API names it. */
public enum TripStatus {
  WAITING,
  OFFERED,
  ASSIGNED,
  EN_ROUTE,
  ARRIVED,
  IN_PROGRESS,
  COMPLETED,
  CANCELLED,
  HOPELESS;

  /** Whether a driver is busy with it. */
  public boolean isLive() {
    return switch (this) {
      case ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS -> true;
      case WAITING, OFFERED, COMPLETED, CANCELLED, HOPELESS -> false;
    };
  }
}
