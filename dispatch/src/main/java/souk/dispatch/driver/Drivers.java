package souk.dispatch.driver;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Gatherers;
import souk.platform.postgres.Transactions;

/** The drivers' rows. Who changes a driver, or what he is promised to, locks him first. */
@Singleton
public final class Drivers {
  /** Far below the number of parameters one statement may have. */
  private static final int STANDINGS_AT_ONCE = 1_000;

  private final DriverRows rows;
  private final StandingRows standings;
  private final Transactions transactions;
  private final Collection<DriverListener> listeners;

  Drivers(
      DriverRows rows,
      StandingRows standings,
      Transactions transactions,
      Collection<DriverListener> listeners) {
    this.rows = rows;
    this.standings = standings;
    this.transactions = transactions;
    this.listeners = List.copyOf(listeners);
  }

  public Optional<Driver> find(UUID id) {
    return rows.find(id).map(DriverRow::driver);
  }

  /**
   * Locks the driver's row until the present transaction ends; the first of the locks in the order
   * driver, trip, offer, claim.
   */
  public Optional<Driver> lock(UUID id) {
    return rows.lock(id).map(DriverRow::driver);
  }

  /**
   * Gives the driver a new version, to be called with his row locked by whoever claims or frees
   * him. Once committed, he leaves the fleet index until his next position under the new version.
   *
   * @return the new version
   * @throws IllegalArgumentException when there is no such driver
   */
  public long bump(UUID id) {
    rows.bump(id);
    return changed(id).version();
  }

  /** The standings of those of them who are drivers, as committed now. */
  public Map<UUID, DriverStanding> standings(Collection<UUID> ids) {
    return ids.stream()
        .distinct()
        .gather(Gatherers.windowFixed(STANDINGS_AT_ONCE))
        .flatMap(some -> standings.of(some).stream())
        .map(StandingRows.Row::standing)
        .collect(toUnmodifiableMap(DriverStanding::driver, Function.identity()));
  }

  /** The row as this transaction left it; the listeners hear of it after the commit. */
  Driver changed(UUID id) {
    var driver =
        find(id).orElseThrow(() -> new IllegalArgumentException("there is no driver " + id));
    transactions.afterCommit(() ->
        listeners.forEach(each -> each.changed(driver.id(), driver.city(), driver.version())));
    return driver;
  }
}
