package souk.dispatch.driver;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;

/** The drivers' rows. Who changes a driver, or what he is promised to, locks him first. */
@Singleton
public final class Drivers {
  /** Far below the number of parameters one statement may have. */
  private static final int STANDINGS_AT_ONCE = 1_000;

  private final DriverRows rows;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Collection<DriverListener> listeners;

  Drivers(
      DriverRows rows,
      Transactions transactions,
      @Named("dispatch") Outbox outbox,
      Collection<DriverListener> listeners) {
    this.rows = rows;
    this.transactions = transactions;
    this.outbox = outbox;
    this.listeners = List.copyOf(listeners);
  }

  /** The driver as last committed, or as the present transaction left him. */
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

  /**
   * Writes a driver who was locked in this transaction and changed since, with the event that tells
   * it.
   *
   * @return him with his new version
   * @throws IllegalStateException when the row is no longer the one that was locked
   */
  public Driver save(Driver driver, Driver.Change change) {
    if (rows.update(DriverRow.of(driver)) == 0) {
      throw new IllegalStateException("driver " + driver.id() + " was changed without his lock");
    }
    var saved = changed(driver.id());
    tell(saved, change);
    return saved;
  }

  /**
   * Writes a driver who was locked in this transaction as one of another city. Once committed, he
   * leaves the fleet index of both until his next position.
   */
  void move(Driver driver, CityId to) {
    var moved = save(driver.in(to), Driver.Change.CITY_CHANGED);
    tellListeners(moved.id(), driver.city(), moved.version());
  }

  /** What the driver stands for now; to be trusted only while he is locked. */
  public Optional<DriverStanding> standing(UUID id) {
    return Optional.ofNullable(standings(List.of(id)).get(id));
  }

  /** The standings of those of them who are drivers, as committed now. */
  public Map<UUID, DriverStanding> standings(Collection<UUID> ids) {
    return ids.stream()
        .distinct()
        .gather(Gatherers.windowFixed(STANDINGS_AT_ONCE))
        .flatMap(some -> rows.standings(some).stream())
        .map(DriverRows.StandingRow::standing)
        .collect(toUnmodifiableMap(DriverStanding::driver, Function.identity()));
  }

  /** Adds a driver who is new; answers whether he was, else nothing happens. */
  boolean add(Driver driver, Driver.Change change) {
    if (rows.insert(DriverRow.of(driver)) == 0) return false;
    tell(changed(driver.id()), change);
    return true;
  }

  /** Those before the cursor, newest first, up to the limit. */
  List<Driver> page(Optional<Driver.Approval> approval, Cursor before, int limit) {
    var status = approval.map(Driver.Approval::name).orElse(null);
    return rows.page(status, before.createdAt(), before.id(), limit).stream()
        .map(DriverRow::driver)
        .toList();
  }

  private void tell(Driver driver, Driver.Change change) {
    outbox.add(driver.id(), driver.version(), change.eventType(), Event.of(driver));
  }

  /** The row as this transaction left it; the listeners hear of it after the commit. */
  private Driver changed(UUID id) {
    var driver =
        find(id).orElseThrow(() -> new IllegalArgumentException("there is no driver " + id));
    tellListeners(id, driver.city(), driver.version());
    return driver;
  }

  private void tellListeners(UUID id, CityId city, long version) {
    transactions.afterCommit(() -> listeners.forEach(each -> each.changed(id, city, version)));
  }

  /** What an event tells of a driver: where he stands, and nothing personal. */
  private record Event(
      UUID driverId, String cityId, String status, String availability, @Nullable String product) {
    static Event of(Driver driver) {
      return new Event(
          driver.id(),
          driver.city().slug(),
          driver.approval().name(),
          driver.availability().name(),
          driver.product().map(Product::slug).orElse(null));
    }
  }
}
