package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.Driver.Approval;
import souk.platform.postgres.Transactions;

/** A driver who is free drives on in the city where he is. */
@Singleton
public final class FollowCity {
  private final Drivers drivers;
  private final Transactions transactions;

  FollowCity(Drivers drivers, Transactions transactions) {
    this.drivers = drivers;
    this.transactions = transactions;
  }

  /**
   * Moves the driver to another city, on line or off. Behind his lock an offer of his former city
   * either was made before, and then he stays, or is refused after.
   *
   * @return whether he was moved: not if he is of another city by now, is promised to a trip, or is
   *     not approved
   */
  public boolean follow(UUID id, CityId from, CityId to) {
    return transactions.call(() -> {
      var driver = drivers.lock(id);
      if (driver.filter(one -> mayMove(one, from)).isEmpty()) return false;
      if (drivers.standing(id).flatMap(DriverStanding::claim).isPresent()) return false;
      drivers.move(driver.get(), to);
      return true;
    });
  }

  private static boolean mayMove(Driver driver, CityId from) {
    return driver.city().equals(from) && driver.approval() == Approval.APPROVED;
  }
}
