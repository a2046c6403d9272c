package souk.sim.view;

/** Where a ride stands, as the API names it. */
public enum RideStatus {
  SCHEDULED,
  REQUESTED,
  MATCHING,
  DRIVER_ASSIGNED,
  EN_ROUTE,
  ARRIVED,
  IN_PROGRESS,
  COMPLETED,
  CANCELLED,
  NO_DRIVER,
  NO_SHOW,
  PAYMENT_DECLINED;

  /** Whether nothing but money can change any more. */
  public boolean isTerminal() {
    return switch (this) {
      case SCHEDULED, REQUESTED, MATCHING, DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS -> false;
      case COMPLETED, CANCELLED, NO_DRIVER, NO_SHOW, PAYMENT_DECLINED -> true;
    };
  }

  /** Whether this state says by itself that a driver was found. */
  public boolean provesDriver() {
    return switch (this) {
      case DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, NO_SHOW -> true;
      case SCHEDULED, REQUESTED, MATCHING, CANCELLED, NO_DRIVER, PAYMENT_DECLINED -> false;
    };
  }
}
