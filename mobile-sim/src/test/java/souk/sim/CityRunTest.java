package souk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.fake.FakeCity;
import souk.sim.fake.FakeCity.Lie;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.plan.TestHabits;
import souk.sim.report.Report;
import souk.sim.road.TestRoads;
import souk.sim.verdict.Breach;

/** Whole runs in a few streets against a city in memory. */
final class CityRunTest {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int RIDES_WHEN_KILLED = 3;

  @TempDir private Path directory = Path.of("");
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void endLife() {
    life.shutdownNow();
  }

  @Test
  void anHonestCityThatDiesInBetweenIsClean() throws Exception {
    var city = new FakeCity(Lie.NONE);
    var server = new AtomicReference<>(serve(0, city));
    Thread.ofVirtual().start(() -> restart(server, city));
    var report = run(server.get().uri(), Duration.ofSeconds(60));
    server.get().close();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.outcomes().getOrDefault("ride", Map.of()).getOrDefault("COMPLETED", 0))
        .isGreaterThan(3);
    assertThat(report.latencyMs())
        .containsKeys("ride.quote", "ride.first_offer", "ride.completed_to_receipt", "trip.step");
    assertThat(report.load().socketsLost()).isPositive();
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("riders arrive", "completed");
    assertThat(journal()).contains("RideAcknowledged", "trip.complete");
  }

  @Test
  void aCityThatLiesIsFoundOut() throws Exception {
    try (var runs = Executors.newVirtualThreadPerTaskExecutor()) {
      var charging = runs.submit(() -> brokenRules(Lie.CHARGES_THE_CANCELLED));
      var forgetting = runs.submit(() -> brokenRules(Lie.FORGETS_RIDES));
      var doubling = runs.submit(() -> brokenRules(Lie.ASSIGNS_TWO_DRIVERS));

      assertThat(charging.get()).contains("charged_is_ridden");
      assertThat(forgetting.get()).contains("acknowledged_ride_exists");
      assertThat(doubling.get()).contains("one_driver_per_trip");
    }
  }

  private List<String> brokenRules(Lie lie) throws Exception {
    try (var server = serve(0, new FakeCity(lie))) {
      return run(server.uri(), Duration.ofSeconds(15)).breaches().stream()
          .map(Breach::rule)
          .distinct()
          .toList();
    }
  }

  private Report run(URI base, Duration drain) throws IOException, InterruptedException {
    var options =
        new CityOptions(
            base,
            base,
            TestIssuer.create("k").key(directory),
            WINDOW,
            drain,
            16,
            12,
            7,
            "monaco",
            Optional.empty(),
            Optional.of(directory));
    try (var run = new CityRun(options, new PrintStream(shown, true, StandardCharsets.UTF_8))) {
      assertThat(run.awaitServer()).isTrue();
      return run.run(TestRoads.MONACO, TestRoads.fewStreets(), TestHabits.hurried());
    }
  }

  private TinyServer serve(int port, FakeCity city) throws IOException {
    var _ = life.scheduleAtFixedRate(city::round, 0, 100, TimeUnit.MILLISECONDS);
    return new TinyServer(port, city);
  }

  /** As kill −9 and a start a little later: what is in the database stays. */
  private void restart(AtomicReference<TinyServer> server, FakeCity city) {
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> city.ridesUnderWay() >= RIDES_WHEN_KILLED);
      var port = server.get().port();
      server.get().close();
      Thread.sleep(2_000);
      server.set(new TinyServer(port, city));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private String journal() throws IOException {
    try (var files = Files.find(directory, 2, (file, _) -> file.endsWith("journal.jsonl"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
