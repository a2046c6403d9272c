package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Change;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Operations stop a driver at once: he is off line, his open offer is withdrawn, what he would
 * serve next is taken from him, and he is offered nothing more. A trip that he already drives he
 * may end, so that no rider is left in the street.
 */
@Singleton
public final class BlockDriver {
  private final Drivers drivers;
  private final OffersOfDriver offers;
  private final ActionLog actions;
  private final Transactions transactions;

  BlockDriver(
      Drivers drivers, OffersOfDriver offers, ActionLog actions, Transactions transactions) {
    this.drivers = drivers;
    this.offers = offers;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * Blocks the driver; the same again changes nothing, the first reason stays.
   *
   * @param reason for the driver to read
   * @throws Problem 404
   */
  public Driver block(Operator operator, UUID id, String reason) {
    return transactions.call(() -> {
      var driver = drivers.lock(id).orElseThrow(() -> Problem.notFound("driver"));
      if (driver.approval() == Approval.BLOCKED) return driver;
      offers.withdraw(id);
      // the withdrawal may have given him a new version
      var blocked = drivers.save(drivers.lock(id).orElseThrow().blocked(reason), Change.BLOCKED);
      actions.add(operator, DriverAction.of(driver, blocked, "driver.blocked", reason));
      return blocked;
    });
  }
}
