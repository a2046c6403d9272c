package souk.dispatch.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.dispatch.fleet.Position;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;

class TraceKeepingTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private TestDatabase database;
  private DispatchNode node;

  @BeforeEach
  void start() {
    database = DispatchNode.database();
    node = node(Map.of());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void partitionsAreMadeAheadAndDroppedAfterTheRetention() {
    var keeping = node.bean(TraceKeeping.class);
    keeping.keep(TODAY);
    assertThat(days()).containsExactlyElementsOf(from(-1, 3));

    keeping.keep(TODAY.plusDays(1));
    assertThat(days()).containsExactlyElementsOf(from(-1, 4));

    keeping.keep(TODAY.plusDays(30));
    assertThat(days()).startsWith(TODAY).doesNotContain(TODAY.minusDays(1));
  }

  @Test
  void aPartitionGoesWithItsPoints() {
    var trip = drivenTrip();
    await().until(() -> node.bean(Traces.class).of(trip).size() == 1);
    node.bean(TraceKeeping.class).keep(TODAY.plusDays(29));
    assertThat(node.bean(Traces.class).of(trip)).hasSize(1);
    node.bean(TraceKeeping.class).keep(TODAY.plusDays(32));
    assertThat(node.bean(Traces.class).of(trip)).isEmpty();
  }

  @Test
  void aWorkerMakesThemByItself() {
    try (var _ =
        DispatchNode.serve(
            database, Map.of("souk.roles", "worker", "souk.traces.retention", "3d"))) {
      await().until(() -> days().containsAll(from(-1, 3)));
    }
  }

  @Test
  void aPointWhoseDayWasForgottenMakesItsOwn() {
    assertThat(days()).isEmpty();
    var trip = drivenTrip();
    await().until(() -> node.bean(Traces.class).of(trip).size() == 1);
    assertThat(days()).containsAnyOf(TODAY, TODAY.plusDays(1)).hasSize(1);
  }

  @Test
  void manyProcessesMakeAndDropThemAtOnce() throws Exception {
    var keeping = node.bean(TraceKeeping.class);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(n ->
                  () -> {
                    keeping.keep(TODAY.plusDays(n % 2 * 40));
                    return true;
                  })
              .toList();
      for (var task : threads.invokeAll(tasks)) assertThat(task.get()).isTrue();
    }
    keeping.keep(TODAY);
    assertThat(days()).containsAll(from(-1, 3));
  }

  /** A buffer that takes two: PostgreSQL is slow, and nobody waits for it. */
  @Test
  void whatDoesNotFitIsCountedAndNobodyWaits() {
    try (var small = node(Map.of("souk.traces.buffer", 2))) {
      DispatchNode.sql(database, "ALTER TABLE dispatch.trace_point RENAME TO away");
      var buffer = small.bean(TraceBuffer.class);
      for (int n = 0; n < 20_000; n++) buffer.record(UUID.randomUUID(), seen());
      assertThat(lost(small)).isGreaterThan(10_000);
      DispatchNode.sql(database, "ALTER TABLE dispatch.away RENAME TO trace_point");
      var cast = new Cast(small, database);
      var driver = cast.online();
      var trip = cast.onTrip(driver);
      await("there is room again")
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            buffer.record(driver, seen());
            return !small.bean(Traces.class).of(trip).isEmpty();
          });
    }
  }

  @Test
  void refusesARetentionThatWouldDropToday() {
    try (var hasty = node(Map.of("souk.traces.retention", "1d"))) {
      assertThatThrownBy(() -> hasty.bean(TraceKeeping.class))
          .hasStackTraceContaining("souk.traces.retention must be at least two days");
    }
  }

  private DispatchNode node(Map<String, Object> settings) {
    return DispatchNode.start(database, TestEngines.redisUrl(), DispatchNode.prefix(), settings);
  }

  /** A trip of which one point is on its way to its trace. */
  private UUID drivenTrip() {
    var cast = new Cast(node, database);
    var driver = cast.online();
    var trip = cast.onTrip(driver);
    node.bean(TraceBuffer.class).record(driver, seen());
    return trip;
  }

  private static Position seen() {
    return new Position(new Point(43.7394, 7.4282), Instant.now(), null);
  }

  private static double lost(DispatchNode at) {
    return at.bean(MeterRegistry.class).counter("souk.traces.lost", "reason", "full").count();
  }

  private List<LocalDate> days() {
    return node.bean(TracePartitions.class).days();
  }

  private static List<LocalDate> from(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(TODAY::plusDays)
        .collect(Collectors.toList());
  }
}
