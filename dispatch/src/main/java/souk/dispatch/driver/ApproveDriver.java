package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Change;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Operations let a driver work, the first time or after they had blocked him. */
@Singleton
public final class ApproveDriver {
  private final Drivers drivers;
  private final Transactions transactions;

  ApproveDriver(Drivers drivers, Transactions transactions) {
    this.drivers = drivers;
    this.transactions = transactions;
  }

  /**
   * Approves the driver; the same again changes nothing.
   *
   * @throws Problem 404
   */
  public Driver approve(UUID id) {
    return transactions.call(() -> {
      var driver = drivers.lock(id).orElseThrow(() -> Problem.notFound("driver"));
      if (driver.approval() == Approval.APPROVED) return driver;
      return drivers.save(driver.approved(), Change.APPROVED);
    });
  }
}
