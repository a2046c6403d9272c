package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Change;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Operations let a driver work, the first time or after they had blocked him. */
@Singleton
public final class ApproveDriver {
  private final Drivers drivers;
  private final ActionLog actions;
  private final Transactions transactions;

  ApproveDriver(Drivers drivers, ActionLog actions, Transactions transactions) {
    this.drivers = drivers;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * Approves the driver; the same again changes nothing.
   *
   * @throws Problem 404
   */
  public Driver approve(Operator operator, UUID id) {
    return transactions.call(() -> {
      var driver = drivers.lock(id).orElseThrow(() -> Problem.notFound("driver"));
      if (driver.approval() == Approval.APPROVED) return driver;
      var approved = drivers.save(driver.approved(), Change.APPROVED);
      actions.add(operator, DriverAction.of(driver, approved, "driver.approved", null));
      return approved;
    });
  }
}
