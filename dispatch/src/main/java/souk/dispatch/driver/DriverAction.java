package souk.dispatch.driver;

import org.jspecify.annotations.Nullable;
import souk.platform.action.OperatorAction;

/** What is remembered of a driver whom operations changed: where he stood, nothing personal. */
record DriverAction(Driver.Approval status, @Nullable String statusReason, boolean online) {
  static OperatorAction of(Driver before, Driver after, String name, @Nullable String reason) {
    return new OperatorAction(name, "driver", after.id(), reason, of(before), of(after));
  }

  private static DriverAction of(Driver driver) {
    return new DriverAction(driver.approval(), driver.statusReason().orElse(null), driver.online());
  }
}
