package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Driver.Change;
import souk.dispatch.driver.DriverStanding.Claim;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** A driver wants no more work. */
@Singleton
public final class GoOffline {
  private final Drivers drivers;
  private final OffersOfDriver offers;
  private final Transactions transactions;

  GoOffline(Drivers drivers, OffersOfDriver offers, Transactions transactions) {
    this.drivers = drivers;
    this.offers = offers;
    this.transactions = transactions;
  }

  /**
   * Takes the driver off line and withdraws his open offer; the same again changes nothing.
   *
   * @throws Problem 404; 409 {@code on_trip}
   */
  public Driver goOffline(UUID id) {
    return transactions.call(() -> {
      var driver = drivers.lock(id).orElseThrow(() -> Problem.notFound("driver"));
      if (!driver.online()) return driver;
      drivers.standing(id).ifPresent(GoOffline::refuseOnTrip);
      offers.withdraw(id);
      // the withdrawal may have given him a new version
      return drivers.save(drivers.lock(id).orElseThrow().offline(), Change.OFFLINE);
    });
  }

  static void refuseOnTrip(DriverStanding standing) {
    if (standing.trip().isPresent()) throw onTrip(standing.trip().get());
  }

  static Problem onTrip(Claim trip) {
    return Problem.conflict("on_trip", "End the trip first.").with("trip_id", trip.trip());
  }
}
