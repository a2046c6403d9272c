package souk.dispatch.eta.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.Cast;
import souk.dispatch.eta.DrivenRoads;
import souk.dispatch.eta.Drives;
import souk.dispatch.eta.Route;
import souk.dispatch.eta.RouteAnswer;
import souk.dispatch.eta.Routes;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;

/** From what phones send to the speeds that every process uses. */
class LearnTrafficTest {
  private static final CityId CITY = new CityId("monaco");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Three metres a second. */
  private static final int SLOWED = 3;

  private static TestDatabase database;
  private static DispatchNode node;
  private static DispatchNode other;
  private static Cast cast;

  private final Route way = Drives.way(3);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    node = process();
    other = process();
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
    other.close();
  }

  @BeforeEach
  void empty() {
    DispatchNode.sql(
        database,
        "TRUNCATE dispatch.trace_point, dispatch.traffic_snapshot, dispatch.trip, dispatch.offer,"
            + " dispatch.driver_claim");
    DispatchNode.sql(database, "DELETE FROM platform.lease");
  }

  @Test
  void aJamThatDriversAreInIsKnownToEveryProcessAlike() {
    for (int n = 0; n < 4; n++) drives(cast.online(), "en_route_at");
    learn(node);
    node.bean(FollowTraffic.class).follow(CITY);
    other.bean(FollowTraffic.class).follow(CITY);

    var here = route(node);
    assertThat(here.trafficVersion()).isEqualTo(1);
    assertThat(here.time()).isGreaterThan(way.time().multipliedBy(5).dividedBy(4));
    assertThat(route(other)).isEqualTo(here);
    try (var restarted = process()) {
      restarted.bean(FollowTraffic.class).follow(CITY);
      assertThat(route(restarted)).as("after a restart").isEqualTo(here);
    }
  }

  @Test
  void oneDriverIsNoJam() {
    drives(cast.online(), "started_at");
    learn(node);
    assertThat(snapshots()).isZero();
  }

  /** He has arrived and waits, or has not set off: what he does then is not driving. */
  @Test
  void whoWaitsForHisRiderIsNoJam() {
    for (int n = 0; n < 4; n++) drives(cast.online(), "assigned_at");
    learn(node);
    assertThat(snapshots()).isZero();
  }

  @Test
  void whoeverTakesOverReadsTheLastMinutesAgain() {
    for (int n = 0; n < 3; n++) drives(cast.online(), "en_route_at");
    learn(node);
    var learned = text("SELECT array_length(edges, 1) FROM dispatch.traffic_snapshot");
    assertThat(other.bean(LearnTraffic.class).ofCity(CITY).pass()).isPositive();
    assertThat(snapshots()).as("one process learns").isEqualTo(1);

    DispatchNode.sql(database, "DELETE FROM platform.lease");
    learn(other);
    assertThat(snapshots()).isEqualTo(2);
    assertThat(
            text("SELECT array_length(edges, 1) FROM dispatch.traffic_snapshot WHERE version = 2"))
        .isEqualTo(learned);
  }

  /** The end of a jam is told once; then free flow needs no words. */
  @Test
  void theEndOfAJamIsTold() {
    for (int n = 0; n < 3; n++) drives(cast.online(), "en_route_at");
    learn(node);
    DispatchNode.sql(database, "TRUNCATE dispatch.trace_point");
    DispatchNode.sql(database, "DELETE FROM platform.lease");
    learn(other);
    DispatchNode.sql(database, "DELETE FROM platform.lease");
    learn(node);
    learn(node);
    assertThat(
            text(
                "SELECT string_agg(cardinality(edges)::text, ' ' ORDER BY version) FROM"
                    + " dispatch.traffic_snapshot"))
        .matches("[1-9]\\d* 0");
  }

  /** A lease may fail: two who both learn still number their snapshots one after the other. */
  @Test
  void twoLearnersNeverShareAVersion() throws Exception {
    var table = node.bean(SnapshotTable.class);
    var otherTable = other.bean(SnapshotTable.class);
    var added = 0;
    try (var both = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 80)
              .mapToObj(i ->
                  both.submit(() ->
                      (i % 2 == 0 ? table : otherTable)
                          .add(CITY, "graph", Map.of(i, 5f), Duration.ofMinutes(1))))
              .toList();
      for (var one : all) added += one.get() ? 1 : 0;
    }
    assertThat(snapshots()).isEqualTo(added).isPositive();
    assertThat(text("SELECT max(version) FROM dispatch.traffic_snapshot"))
        .isEqualTo(String.valueOf(added));
  }

  @Test
  void oldSnapshotsAreForgottenButVersionsGoOn() {
    var table = node.bean(SnapshotTable.class);
    for (int i = 0; i < 3; i++) table.add(CITY, "graph", Map.of(), Duration.ofMinutes(1));
    table.forget(CITY, Duration.ZERO);
    assertThat(snapshots()).isEqualTo(1);
    table.add(CITY, "graph", Map.of(), Duration.ofMinutes(1));
    assertThat(text("SELECT max(version) FROM dispatch.traffic_snapshot")).isEqualTo("4");
  }

  @Test
  void aSnapshotPastItsTimeIsNotUsed() {
    var graph = node.bean(DrivenRoads.class).graph(CITY).orElseThrow();
    node.bean(SnapshotTable.class).add(CITY, graph, Map.of(1, 5f), Duration.ZERO);
    try (var fresh = process()) {
      fresh.bean(FollowTraffic.class).follow(CITY);
      assertThat(route(fresh).trafficVersion()).isZero();
    }
  }

  private static DispatchNode process() {
    return DispatchNode.start(
        database,
        TestEngines.redisUrl(),
        DispatchNode.prefix(),
        Map.of("souk.traffic.every", "5m"));
  }

  private static void learn(DispatchNode process) {
    var learning = process.bean(LearnTraffic.class).ofCity(CITY);
    await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> learning.pass().isPositive());
  }

  /** Over the whole way until a moment ago, slowly, on a trip that stands so since long before. */
  private void drives(UUID driver, String since) {
    var trip = cast.onTrip(driver);
    DispatchNode.sql(
        database,
        "UPDATE dispatch.trip SET assigned_at = '%1$s' WHERE id = '%3$s';"
            .concat("UPDATE dispatch.trip SET %2$s = '%1$s' WHERE id = '%3$s'")
            .formatted(now.minusSeconds(7_200), since, trip));
    var samples = Drives.track(way, 3, driver.hashCode());
    var last = Duration.between(Drives.NOON, samples.getLast().at()).multipliedBy(SLOWED);
    var positions =
        samples.stream()
            .map(one -> {
              var driven = Duration.between(Drives.NOON, one.at()).multipliedBy(SLOWED);
              return new Position(one.point(), now.minus(last).plus(driven), 5.0);
            })
            .toList();
    node.bean(Positions.class).accept(driver, positions);
    await()
        .atMost(PATIENCE)
        .until(() ->
            text("SELECT count(*) FROM dispatch.trace_point WHERE trip_id = '%s'".formatted(trip))
                .equals(String.valueOf(positions.size())));
  }

  private Route route(DispatchNode process) {
    var answer =
        process.bean(Routes.class).route(CITY, way.path().getFirst(), way.path().getLast());
    return switch (answer) {
      case RouteAnswer.Found(var route) -> route;
      case RouteAnswer.NoRoute _, RouteAnswer.Unavailable _ -> throw new AssertionError(answer);
    };
  }

  private static int snapshots() {
    return Integer.parseInt(text("SELECT count(*) FROM dispatch.traffic_snapshot"));
  }

  private static String text(String sql) {
    return DispatchNode.text(database, sql);
  }
}
