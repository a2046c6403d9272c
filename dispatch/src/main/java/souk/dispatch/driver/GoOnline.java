package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.Product;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Change;
import souk.dispatch.driver.DriverStanding.Claim;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** An approved driver wants work with one of his vehicle's products. */
@Singleton
public final class GoOnline {
  private final Drivers drivers;
  private final Transactions transactions;

  GoOnline(Drivers drivers, Transactions transactions) {
    this.drivers = drivers;
    this.transactions = transactions;
  }

  /**
   * Puts the driver on line; the same again changes nothing.
   *
   * @throws Problem 404; 409 {@code driver_not_approved}, or {@code offer_open} or {@code on_trip}
   *     when he is on line with another product and must answer for it first; 422 {@code
   *     product_not_offered}
   */
  public Driver goOnline(UUID id, Product product) {
    return transactions.call(() -> {
      var driver = drivers.lock(id).orElseThrow(() -> Problem.notFound("driver"));
      refuseUnapproved(driver);
      refuseProduct(driver, product);
      if (!driver.online()) return drivers.save(driver.online(product), Change.ONLINE);
      if (driver.product().equals(Optional.of(product))) return driver;
      drivers.standing(id).flatMap(DriverStanding::claim).ifPresent(GoOnline::refuseChange);
      return drivers.save(driver.online(product), Change.ONLINE);
    });
  }

  private static void refuseUnapproved(Driver driver) {
    if (driver.approval() == Approval.APPROVED) return;
    throw Problem.conflict("driver_not_approved", "Operations have not approved this driver.")
        .with("driver_status", driver.approval());
  }

  private static void refuseProduct(Driver driver, Product product) {
    if (driver.vehicle().products().contains(product)) return;
    throw Problem.refused(
        "product_not_offered", "This vehicle is not registered for " + product.slug() + ".");
  }

  private static void refuseChange(Claim claim) {
    throw switch (claim.kind()) {
      case OFFER -> Problem.conflict("offer_open", "Answer the open offer first.");
      case TRIP -> GoOffline.onTrip(claim);
    };
  }
}
