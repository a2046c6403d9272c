package souk.dispatch.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;

/** One driver sends whatever his line carries, while the database is slow and others drive. */
class FloodTest {
  private static final Point CASINO = new Point(43.7394, 7.4282);

  /** With the batch that the writer holds: far more than the others need, far less than a flood. */
  private static final int BUFFER = 2_000;

  private static final int FLOOD_CALLS = 20;
  private static final int OTHERS = 10;

  private final TestDatabase database = DispatchNode.database();
  private final Instant now = Instant.now();

  /**
   * What was kept of the others' points, of three each; what of the older two, for the newest is
   * recorded again whenever a driver's standing is read; and how many points found no room.
   */
  private record Outcome(List<Integer> kept, List<Integer> older, double lost) {}

  @Test
  void aFlooderTakesNobodysPlaceInTheBuffer() {
    var outcome = flooded(Map.of());
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.kept()).hasSize(OTHERS).containsOnly(3);
  }

  @Test
  void withoutTheLimitTheOthersTracesAreLost() {
    var outcome =
        flooded(Map.of("souk.positions.rate", 1_000_000, "souk.positions.burst", 1_000_000));
    assertThat(outcome.lost()).isPositive();
    assertThat(outcome.older()).hasSize(OTHERS).containsOnly(0);
  }

  private Outcome flooded(Map<String, Object> limits) {
    var all = new HashMap<>(limits);
    all.put("souk.traces.buffer", BUFFER);
    try (var node =
        DispatchNode.start(database, TestEngines.redisUrl(), DispatchNode.prefix(), all)) {
      var cast = new Cast(node, database);
      var flooder = driving(cast);
      var first = driving(cast);
      var others = Stream.generate(() -> driving(cast)).limit(OTHERS).toList();
      whileTracesCannotBeWritten(() -> {
        send(node, first.driver(), 1, 0);
        await().until(this::writerWaits);
        for (int call = 0; call < FLOOD_CALLS; call++) {
          send(node, flooder.driver(), 1_000, 1 + call * 1_000);
        }
        others.forEach(other -> send(node, other.driver(), 3, 0));
      });
      awaitWritten(node);
      return new Outcome(
          others.stream().map(other -> kept(other.trip())).toList(),
          others.stream().map(other -> older(other.trip())).toList(),
          lost(node));
    }
  }

  private record Driving(UUID driver, UUID trip) {}

  private Driving driving(Cast cast) {
    var driver = cast.online();
    var trip = cast.onTrip(driver);
    DispatchNode.sql(
        database,
        "UPDATE dispatch.trip SET assigned_at = '%s' WHERE id = '%s'"
            .formatted(now.minusSeconds(60), trip));
    return new Driving(driver, trip);
  }

  private void send(DispatchNode node, UUID driver, int positions, int millisBefore) {
    var sent =
        IntStream.range(0, positions)
            .mapToObj(n -> new Position(CASINO, now.minusMillis(millisBefore + n), null))
            .toList();
    node.bean(Positions.class).accept(driver, sent);
  }

  private void whileTracesCannotBeWritten(Runnable action) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE dispatch.trace_point IN ACCESS EXCLUSIVE MODE");
      action.run();
      connection.rollback();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private boolean writerWaits() {
    return DispatchNode.text(
            database,
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database())")
        .equals("t");
  }

  /** A point sent after all others is written after them. */
  private void awaitWritten(DispatchNode node) {
    var witness = driving(new Cast(node, database));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          send(node, witness.driver(), 1, 0);
          return kept(witness.trip()) == 1;
        });
  }

  private int kept(UUID trip) {
    return points("trip_id = '%s'".formatted(trip));
  }

  private int older(UUID trip) {
    return points(
        "trip_id = '%s' AND at < '%s'".formatted(trip, now.minusMillis(1).plusNanos(500_000)));
  }

  private int points(String which) {
    return Integer.parseInt(
        DispatchNode.text(database, "SELECT count(*) FROM dispatch.trace_point WHERE " + which));
  }

  private static double lost(DispatchNode node) {
    return node.bean(MeterRegistry.class).counter("souk.traces.lost", "reason", "full").count();
  }
}
