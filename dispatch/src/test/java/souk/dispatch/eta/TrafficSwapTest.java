package souk.dispatch.eta;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.found;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Searches go on while the speeds are replaced. */
class TrafficSwapTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int VERSIONS = 4;
  private static final int SEARCHES = 400;

  private final Route way = TrafficTest.ways().getFirst();

  @Test
  void everyAnswerIsThatOfOneWholeSnapshot() {
    var graphs = Roads.graphs();
    var traffic = new LiveTraffic(graphs, System::nanoTime);
    var routes = new RoadRoutes(graphs, traffic);
    var snapshots = LongStream.rangeClosed(1, VERSIONS).mapToObj(this::snapshot).toList();
    var expected = alone(snapshots);
    traffic.use(MONACO.id(), snapshots.getFirst(), AN_HOUR);

    var answers =
        during(
            () -> snapshots.forEach(one -> traffic.use(MONACO.id(), one, AN_HOUR)),
            () -> {
              var answer =
                  found(routes.route(MONACO.id(), way.path().getFirst(), way.path().getLast()));
              assertThat(answer.time()).isEqualTo(expected.get(answer.trafficVersion()));
              return answer.trafficVersion();
            });

    assertThat(answers).hasSizeGreaterThan(1);
  }

  /** The control: speeds that are written while they are searched with end in times of neither. */
  @Test
  void speedsWrittenInPlaceAreSeenHalf() {
    var snapshots = List.of(snapshot(1), snapshot(2));
    var expected = alone(snapshots);
    var one = slowdowns(snapshots.getFirst());
    var other = slowdowns(snapshots.getLast());
    var shared = one.clone();
    var writing = new AtomicBoolean(true);
    Thread.ofPlatform()
        .start(() -> {
          while (writing.get()) {
            for (int i = 0; i < shared.length; i++) shared[i] = other[i];
            for (int i = 0; i < shared.length; i++) shared[i] = one[i];
          }
        });
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !expected.containsValue(timeWith(new Traffic(1, shared))));
    } finally {
      writing.set(false);
    }
  }

  private Map<Long, Duration> alone(List<TrafficSnapshot> snapshots) {
    var expected =
        snapshots.stream()
            .collect(toMap(TrafficSnapshot::version, one -> timeWith(Roads.graph().traffic(one))));
    assertThat(Set.copyOf(expected.values())).as("they differ").hasSameSizeAs(snapshots);
    return expected;
  }

  private Duration timeWith(Traffic traffic) {
    var answer = Roads.graph().route(way.path().getFirst(), way.path().getLast(), traffic);
    return found(answer).time();
  }

  private TrafficSnapshot snapshot(long version) {
    return TrafficTest.snapshot(version, TrafficTest.anyTraffic(new Random(version)));
  }

  private static float[] slowdowns(TrafficSnapshot snapshot) {
    var traffic = Roads.graph().traffic(snapshot);
    var all = new float[2 * Roads.graph().size().edges()];
    for (int i = 0; i < all.length; i++) all[i] = (float) traffic.slowdown(i);
    return all;
  }

  /** What many searches answer while the change is made again and again. */
  private static Set<Long> during(Runnable change, Callable<Long> search) {
    var seen = ConcurrentHashMap.<Long>newKeySet();
    var searching = new AtomicBoolean(true);
    Thread.ofPlatform()
        .start(() -> {
          while (searching.get()) change.run();
        });
    try (var searches = Executors.newFixedThreadPool(4)) {
      var all = IntStream.range(0, SEARCHES).mapToObj(_ -> searches.submit(search)).toList();
      for (var one : all) seen.add(one.get());
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    } finally {
      searching.set(false);
    }
    return seen;
  }
}
