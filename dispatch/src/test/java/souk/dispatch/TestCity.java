package souk.dispatch;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.driver.RegisterDriver;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.ParkedDrivers;
import souk.dispatch.matching.Round;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.money.Money;

/** A city on a database of its own, with drivers that stand where they are parked. */
public final class TestCity implements AutoCloseable {
  public static final CityId ID = new CityId("monaco");
  public static final Point CASINO = new Point(43.7394, 7.4282);
  public static final Point HARBOUR = new Point(43.7347, 7.4206);

  private final TestDatabase database;
  private final DispatchNode node;

  /** Past the application, which is what is under test. */
  private final HikariDataSource connections;

  private TestCity(TestDatabase database, DispatchNode node) {
    this.database = database;
    this.node = node;
    this.connections = new HikariDataSource();
    connections.setJdbcUrl(database.jdbcUrl());
    connections.setUsername(database.user());
    connections.setPassword(database.password());
    connections.setMaximumPoolSize(4);
  }

  public static TestCity open() {
    return open(Map.of());
  }

  public static TestCity open(Map<String, Object> settings) {
    return open(DispatchNode.database(), settings);
  }

  /** A process on a given database. */
  public static TestCity open(TestDatabase database, Map<String, Object> settings) {
    return open(database, DispatchNode.prefix(), settings);
  }

  /** A process that shares a database, and the bells, with others. */
  public static TestCity open(TestDatabase database, String prefix, Map<String, Object> settings) {
    return open(database, TestEngines.redisUrl(), prefix, settings);
  }

  /** The same on a Redis that somebody else has started. */
  public static TestCity open(
      TestDatabase database, String redisUrl, String prefix, Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put("test.parked", true);
    // nobody who is parked sends positions
    all.putIfAbsent("souk.next-jobs.silence", "1d");
    return new TestCity(database, DispatchNode.start(database, redisUrl, prefix, all));
  }

  /** A process whose drivers are where their positions say, on real roads. */
  public static TestCity onRoads(
      TestDatabase database, String prefix, Map<String, Object> settings) {
    return new TestCity(
        database, DispatchNode.start(database, TestEngines.redisUrl(), prefix, settings));
  }

  /** A process with HTTP, whose drivers are where their positions say, on real roads. */
  public static TestCity serve(Map<String, Object> settings) {
    var database = DispatchNode.database();
    return new TestCity(database, DispatchNode.serve(database, settings));
  }

  public URI uri(String path) {
    return node.uri(path);
  }

  /** Forgets all that happened in it. */
  public void empty() {
    sql(
        "TRUNCATE dispatch.trip, dispatch.offer, dispatch.driver_claim, dispatch.driver,"
            + " dispatch.outbox, dispatch.inbox, dispatch.destination_proposal, dispatch.chat, dispatch.chat_message");
    node.bean(ApplicationContext.class)
        .findBean(ParkedDrivers.class)
        .ifPresent(ParkedDrivers::empty);
  }

  public TestDatabase database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return node.bean(type);
  }

  /** A driver on line at the casino. */
  public UUID driver() {
    return driver(CASINO);
  }

  /** A driver on line who stands there. */
  public UUID driver(Point at) {
    var id = online();
    bean(ParkedDrivers.class).park(id, at);
    return id;
  }

  /** A driver on line of whom nobody knows where he is. */
  public UUID online() {
    var id = UUID.randomUUID();
    var vehicle = new Driver.Vehicle("MC 1234", "Zoe", "white", Set.of(Product.STANDARD));
    bean(RegisterDriver.class).register(id, ID.slug(), "Dina", vehicle);
    bean(GoOnline.class).goOnline(id, Product.STANDARD);
    return id;
  }

  public static RequestTrip asked() {
    return asked(UUID.randomUUID());
  }

  public static RequestTrip asked(UUID id) {
    return new RequestTrip(
        id,
        ID,
        Product.STANDARD,
        UUID.randomUUID(),
        "Rita",
        CASINO,
        HARBOUR,
        Money.of(1250, "EUR"),
        Duration.ZERO);
  }

  /** For a pick-up at a time to come. */
  public static RequestTrip askedFor(Instant pickupAt) {
    var asked = asked();
    return new RequestTrip(
        asked.id(),
        asked.cityId(),
        asked.product(),
        asked.riderId(),
        asked.riderName(),
        asked.pickup(),
        asked.dropoff(),
        asked.fare(),
        asked.noShowAfter(),
        pickupAt);
  }

  public TripView requested() {
    return bean(Trips.class).request(asked());
  }

  /** An open offer of a new trip to the driver. */
  public UUID offered(UUID driver) {
    return offered(requested(), driver);
  }

  /** An open offer of the waiting trip to the driver. */
  public UUID offered(TripView trip, UUID driver) {
    var proposal = new OfferProposal(trip.id(), trip.version(), driver, byRoad(90), "{}");
    return bean(MakeOffer.class).make(proposal).orElseThrow();
  }

  public static Estimate byRoad(int seconds) {
    return new Estimate(Duration.ofSeconds(seconds), EtaSource.ROAD, 0);
  }

  public void round() {
    bean(Round.class).run(ID);
  }

  public static Cancellation byRider() {
    return new Cancellation(Cancellation.By.RIDER, "changed_my_mind");
  }

  /** Moves the offer's deadline, so that its time is over now. */
  public void passDeadline(UUID offer) {
    sql(
        "UPDATE dispatch.offer SET expires_at = clock_timestamp()"
            + " WHERE id = ? AND status = 'OPEN'",
        offer);
  }

  public TripView trip(UUID id) {
    return bean(Trips.class).find(id).orElseThrow();
  }

  /** Runs SQL past the application; answers how many rows it changed. */
  public int sql(String sql, Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** What a query answers, read past the application. */
  public List<Map<String, Object>> rows(String sql, Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      var answer = new ArrayList<Map<String, Object>>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var row = new LinkedHashMap<String, Object>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
          }
          answer.add(row);
        }
      }
      return answer;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** The only value of the only row. */
  public Object value(String sql, Object... parameters) {
    return rows(sql, parameters).getFirst().values().iterator().next();
  }

  public long count(String table) {
    return (long) value("SELECT count(*) FROM dispatch." + table);
  }

  /** Waits until some statement in the database waits for a lock. */
  public void awaitBlocked() {
    Awaitility.await()
        .until(() ->
            (boolean)
                value(
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND datname = current_database())"));
  }

  /** The types of an aggregate's events, in their order. */
  public List<Object> events(UUID aggregate) {
    return rows("SELECT type FROM dispatch.outbox WHERE aggregate_id = ? ORDER BY seq", aggregate)
        .stream()
        .map(row -> row.get("type"))
        .toList();
  }

  /** A connection past the application. */
  public Connection connect() throws SQLException {
    return connections.getConnection();
  }

  @Override
  public void close() {
    connections.close();
    node.close();
  }
}
