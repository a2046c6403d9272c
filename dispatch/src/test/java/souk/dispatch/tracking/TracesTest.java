package souk.dispatch.tracking;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.embedded.RedisEngine;
import souk.embedded.TestDatabase;

/** What becomes of a driver's positions once he has accepted a trip. */
class TracesTest {
  private static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestDatabase database;
  private static RedisEngine redis;
  private static DispatchNode node;
  private static Cast cast;

  /** What phones say is not finer than this here, so that it can be compared with what is kept. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    redis = RedisEngine.start();
    node = DispatchNode.start(database, redis.url(), "test:", Map.of());
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
    redis.kill();
  }

  @Test
  void theDriversPositionsAreTheTripsTrace() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 60);
    var first = new Position(north(0), now.minusSeconds(8), 5.0, 270.0, 11.5);
    send(driver, first, at(4, 40), at(0, 80));

    awaitTrace(trip, 8, 4, 0);
    assertThat(trace(trip).getFirst())
        .isEqualTo(new TracePoint(north(0), now.minusSeconds(8), 5.0, 270.0, 11.5));
    assertThat(trace(trip).getLast()).isEqualTo(new TracePoint(north(80), now, null, null, null));
  }

  @Test
  void lateAndRepeatedPointsFindTheirPlaceAndImpossibleOnesDoNot() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 600);
    send(driver, at(2, 40), at(2, 40));
    send(driver, at(10, 20), at(2, 40), at(6, 30));
    send(driver, at(400, 5), at(-60, 60), at(0, 60), new Position(north(60_000), now, null));
    send(driver, at(10, 20));

    awaitTrace(trip, 400, 10, 6, 2, 0);
    witness();
    assertThat(ages(trip)).containsExactly(400L, 10L, 6L, 2L, 0L);
  }

  @Test
  void whatTheDriverDidBeforeAndAfterIsNobodysToKnow() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 30);
    completedAgo(trip, 10);
    send(driver, at(40, 0), at(31, 10), at(29, 20), at(11, 60), at(9, 70), at(0, 80));

    awaitTrace(trip, 29, 11);
    witness();
    assertThat(ages(trip)).containsExactly(29L, 11L);
    assertThat(rowsOf(driver)).isEqualTo(2);
  }

  /** The control of the two above: each guard taken away, what it keeps out comes in. */
  @Test
  void withoutTheirGuardsRepeatedPrivateAndImpossiblePointsWouldBeKept() {
    DispatchNode.sql(database, "ALTER TABLE dispatch.trace_point DROP CONSTRAINT trace_point_pkey");
    try {
      var driver = cast.online();
      var trip = acceptedAgo(driver, 600);
      completedAgo(trip, 10);
      // the end that the trip would have is what hides the rest of the driver's day
      DispatchNode.sql(
          database,
          "UPDATE dispatch.trip SET status = 'ASSIGNED', completed_at = NULL WHERE id = '%s'"
              .formatted(trip));
      send(driver, at(400, 0));
      awaitTrace(trip, 400);
      send(driver, at(400, 0), at(4, 20));
      // no verdict stands between
      node.bean(TraceBuffer.class).record(driver, new Position(north(60_000), now, null));
      awaitTrace(trip, 400, 400, 4, 0);
    } finally {
      DispatchNode.sql(
          database,
          "TRUNCATE dispatch.trace_point; ALTER TABLE dispatch.trace_point"
              + " ADD CONSTRAINT trace_point_pkey PRIMARY KEY (city_id, trip_id, driver_id, at)");
    }
  }

  @Test
  void aBacklogThatComesAfterTheTripIsOver() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 900);
    send(driver, at(600, 0));
    awaitTrace(trip, 600);

    completedAgo(trip, 120);
    cast.freed(driver);
    send(driver, at(0, 400));
    send(driver, at(500, 10), at(300, 20), at(130, 30), at(110, 50));

    awaitTrace(trip, 600, 500, 300, 130);
    witness();
    assertThat(rowsOf(driver)).isEqualTo(4);
  }

  /** The newest that his phone has to say, and yet of a trip that ended before it could. */
  @Test
  void theLastOfATripMayComeWhenItsDriverIsFreeAgain() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 900);
    node.bean(Positions.class).connected(driver);
    send(driver, at(16, 0));
    awaitTrace(trip, 16);
    completedAgo(trip, 8);
    cast.freed(driver);
    await().atMost(PATIENCE).until(() -> isFound(driver));

    send(driver, at(12, 20), at(9, 40), at(4, 60), at(0, 80));

    awaitTrace(trip, 16, 12, 9);
    witness();
    assertThat(rowsOf(driver)).isEqualTo(3);
  }

  @Test
  void whatIsToBeKeptNowIsThereAtOnce() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 60);
    node.bean(Positions.class).acceptAndKeep(driver, List.of(at(5, 0), at(0, 20)));
    assertThat(ages(trip)).containsExactly(5L, 0L);
  }

  @Test
  void ofTwoTripsEachHasItsOwn() {
    var driver = cast.online();
    var first = acceptedAgo(driver, 1_000);
    completedAgo(first, 500);
    cast.freed(driver);
    var second = acceptedAgo(driver, 400);
    send(driver, at(900, 0), at(600, 10), at(450, 20), at(300, 30), at(0, 60));

    awaitTrace(second, 300, 0);
    assertThat(ages(first)).containsExactly(900L, 600L);
  }

  @Test
  void anEmptiedRedisLosesNothing() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 600);
    for (int age = 50; age >= 0; age--) {
      send(driver, at(age, 50 - age));
      if (age % 5 == 0) redis.flush();
    }
    awaitTrace(trip, IntStream.rangeClosed(0, 50).map(i -> 50 - i).toArray());
  }

  @Test
  void whoHasNoTripLeavesNoTrace() {
    var driver = cast.online();
    send(driver, at(300, 0), at(30, 0), at(0, 0));
    send(driver, at(40, 0));
    witness();
    assertThat(rowsOf(driver)).isZero();
    assertThat(trace(UUID.randomUUID())).isEmpty();
  }

  @Test
  void whatIsOlderThanADayIsCountedAndNotKept() {
    var driver = cast.online();
    acceptedAgo(driver, 100_000);
    var before = lost("old");
    send(driver, at(90_000, 0));
    assertThat(lost("old")).isEqualTo(before + 1);
    witness();
    assertThat(rowsOf(driver)).isZero();
  }

  @Test
  void whoeverStopsTheNodeLosesNothing() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 100);
    try (var brief = DispatchNode.start(database, redis.url(), "brief:", Map.of())) {
      brief.bean(Positions.class).accept(driver, List.of(at(1, 0), at(0, 5)));
    }
    assertThat(ages(trip)).containsExactly(1L, 0L);
  }

  /** Waits until a point sent after all others is written: then the others are. */
  private void witness() {
    var driver = cast.online();
    var trip = acceptedAgo(driver, 60);
    send(driver, at(1, 0));
    awaitTrace(trip, 1);
  }

  private void awaitTrace(UUID trip, int... agesSeconds) {
    var expected = IntStream.of(agesSeconds).mapToObj(age -> (long) age).toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ages(trip)).isEqualTo(expected));
    assertThat(trace(trip)).extracting(TracePoint::at).isSortedAccordingTo(naturalOrder());
  }

  private List<Long> ages(UUID trip) {
    return trace(trip).stream().map(point -> ChronoUnit.SECONDS.between(point.at(), now)).toList();
  }

  private static List<TracePoint> trace(UUID trip) {
    return node.bean(Traces.class).of(trip);
  }

  private static void send(UUID driver, Position... positions) {
    node.bean(Positions.class).accept(driver, Stream.of(positions).toList());
  }

  private Position at(int secondsAgo, double metresNorth) {
    return new Position(north(metresNorth), now.minusSeconds(secondsAgo), null);
  }

  private static Point north(double metres) {
    return new Point(CASINO.lat() + metres / 111_195, CASINO.lon());
  }

  private UUID acceptedAgo(UUID driver, int seconds) {
    var trip = cast.onTrip(driver);
    moved(trip, "assigned_at", seconds);
    return trip;
  }

  private void completedAgo(UUID trip, int seconds) {
    DispatchNode.sql(
        database, "UPDATE dispatch.trip SET status = 'COMPLETED' WHERE id = '%s'".formatted(trip));
    moved(trip, "completed_at", seconds);
  }

  private void moved(UUID trip, String column, int secondsAgo) {
    DispatchNode.sql(
        database,
        "UPDATE dispatch.trip SET %s = '%s' WHERE id = '%s'"
            .formatted(column, now.minusSeconds(secondsAgo), trip));
  }

  private static boolean isFound(UUID driver) {
    var around =
        node.bean(Fleet.class).search(new CityId("monaco"), Product.STANDARD, CASINO, 2_000, 1_000);
    return around.stream().anyMatch(one -> one.driver().equals(driver));
  }

  private static int rowsOf(UUID driver) {
    return Integer.parseInt(
        DispatchNode.text(
            database,
            "SELECT count(*) FROM dispatch.trace_point WHERE driver_id = '%s'".formatted(driver)));
  }

  private static double lost(String reason) {
    return node.bean(MeterRegistry.class).counter("souk.traces.lost", "reason", reason).count();
  }
}
