package souk.dispatch.driver;

import java.util.Set;
import java.util.UUID;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.embedded.TestDatabase;
import souk.platform.action.Operator;
import souk.platform.postgres.Transactions;

/** Persons for tests, put where a test wants them by the use cases, and jobs by SQL. */
public final class Cast {
  public static final Driver.Vehicle VEHICLE =
      new Driver.Vehicle("MC 1234", "Model 3", "white", Set.of(Product.STANDARD, Product.XL));

  public static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Grace");

  private final DispatchNode node;
  private final TestDatabase database;

  public Cast(DispatchNode node, TestDatabase database) {
    this.node = node;
    this.database = database;
  }

  public UUID registered() {
    var person = UUID.randomUUID();
    node.bean(RegisterDriver.class).register(person, "monaco", "Charles", VEHICLE);
    return person;
  }

  public UUID online() {
    var driver = registered();
    node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    return driver;
  }

  /** Offers the driver a trip; answers the trip. */
  public UUID offered(UUID driver) {
    var trip = promised(driver, "OFFER", "OPEN", "NULL");
    DispatchNode.sql(
        database, "UPDATE dispatch.trip SET status = 'OFFERED' WHERE id = '%s'".formatted(trip));
    return trip;
  }

  /** Gives the driver a live trip, with the version that comes with it; answers the trip. */
  public UUID onTrip(UUID driver) {
    var trip = promised(driver, "TRIP", "ACCEPTED", "clock_timestamp()");
    DispatchNode.sql(
        database,
        """
        UPDATE dispatch.trip
        SET status = 'ASSIGNED', driver_id = '%s', driver_name = 'n', driver_plate = 'p',
            driver_model = 'm', driver_colour = 'c', assigned_at = clock_timestamp()
        WHERE id = '%s'
        """
            .formatted(driver, trip));
    bump(driver);
    return trip;
  }

  /** Takes the driver's job away, with the version that comes with it. */
  public void freed(UUID driver) {
    DispatchNode.sql(
        database, "DELETE FROM dispatch.driver_claim WHERE driver_id = '%s'".formatted(driver));
    bump(driver);
  }

  private void bump(UUID driver) {
    var drivers = node.bean(Drivers.class);
    node.bean(Transactions.class).run(() -> drivers.bump(drivers.lock(driver).orElseThrow().id()));
  }

  private UUID promised(UUID driver, String kind, String offerStatus, String decidedAt) {
    var trip = UUID.randomUUID();
    DispatchNode.sql(
        database,
        """
        INSERT INTO dispatch.trip (id, city_id, product, rider_id, rider_name, pickup_lat,
          pickup_lon, dropoff_lat, dropoff_lon, fare_minor, fare_currency, status, search_until,
          requested_at, moved_at)
        VALUES ('%1$s', 'monaco', 'standard', '%2$s', 'Grace', 43.7, 7.4, 43.8, 7.5, 1200, 'EUR',
          'WAITING', clock_timestamp(), clock_timestamp(), clock_timestamp());
        INSERT INTO dispatch.offer (id, city_id, trip_id, driver_id, status, pickup_eta_s,
          explanation, made_at, expires_at, push_at, decided_at)
        VALUES ('%4$s', 'monaco', '%1$s', '%3$s', '%6$s', 60, '{}', clock_timestamp(),
          clock_timestamp() + interval '1 hour', clock_timestamp(), %7$s);
        INSERT INTO dispatch.driver_claim (driver_id, kind, trip_id, offer_id, city_id)
        VALUES ('%3$s', '%5$s', '%1$s', '%4$s', 'monaco')
        """
            .formatted(trip, rider(trip), driver, UUID.randomUUID(), kind, offerStatus, decidedAt));
    return trip;
  }

  /** Where the trip's offer stands. */
  public String offerOf(UUID trip) {
    return DispatchNode.text(
        database, "SELECT status FROM dispatch.offer WHERE trip_id = '%s'".formatted(trip));
  }

  /** Whose trip it is. */
  public static UUID rider(UUID trip) {
    return new UUID(trip.getLeastSignificantBits(), trip.getMostSignificantBits());
  }
}
