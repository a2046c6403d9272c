package souk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import souk.sim.fake.FakeRedis;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.plan.Habits;
import souk.sim.plan.TestHabits;
import souk.sim.report.Report;
import souk.sim.road.TestRoads;
import souk.sim.trace.Recording;
import souk.sim.verdict.Breach;

/** Whole runs in a few streets against a city in memory. */
final class CityRunTest {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final int RIDES_WHEN_KILLED = 3;

  /** Of a few phones, so that most have noticed. */
  private static final int CALLS_IN_VAIN = 20;

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
    var report = run(server.get().uri(), DRAIN);
    server.get().close();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.outcomes().getOrDefault("ride", Map.of()).getOrDefault("COMPLETED", 0))
        .isGreaterThan(3);
    assertThat(report.latencyMs())
        .containsKeys("ride.quote", "ride.first_offer", "ride.completed_to_receipt", "trip.step");
    assertThat(report.load().socketsLost()).isPositive();
    assertThat(report.observed()).containsKeys("orders_explained", "payouts_settled");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("riders arrive", "completed");
    assertThat(journal()).contains("RideAcknowledged", "trip.complete");
  }

  @Test
  void aCityIsRecordedAndPlayedAgainWhileItsIndexIsLost() throws Exception {
    var file = directory.resolve("t.ndjson");
    var city = new FakeCity(Lie.NONE);
    try (var redis = new FakeRedis(city::loseIndex);
        var server = serve(0, city)) {
      var every = new CityOptions.Flushing(redis.address(), Duration.ofMillis(700));
      var recorded = run(options(server.uri(), DRAIN, Optional.of(every), Optional.of(file)));
      var again = run(played(server.uri(), Recording.read(file)));

      assertThat(recorded.breaches()).isEmpty();
      assertThat(recorded.observed()).containsKeys("flushes", "drivers_found_again");
      assertThat(recorded.latencyMs()).containsKey("fleet.whole_again");
      assertThat(again.breaches()).isEmpty();
      assertThat(again.arrivals()).isEqualTo(recorded.arrivals());
      assertThat(again.observed()).containsKeys("drop_outs", "offers_judged");
    }
  }

  private CityOptions played(URI base, Recording recording) throws IOException {
    var recorded = options(base, DRAIN, Optional.empty(), Optional.empty());
    return new CityOptions(
        recorded.server(),
        recorded.window(),
        recorded.drain(),
        recorded.drivers(),
        recorded.riders(),
        recording.run().seed(),
        recorded.city(),
        recorded.osm(),
        TestHabits.hurried().with(Habits.Radio.perfect()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new CityOptions.Replay(recording, 0.5)),
        Optional.empty());
  }

  @Test
  void aCityThatLiesIsFoundOut() throws Exception {
    try (var runs = Executors.newVirtualThreadPerTaskExecutor()) {
      var charging = runs.submit(() -> brokenRules(Lie.CHARGES_THE_CANCELLED));
      var forgetting = runs.submit(() -> brokenRules(Lie.FORGETS_RIDES));
      var withholding = runs.submit(() -> brokenRules(Lie.KEEPS_THE_EARNINGS));
      var doubling = runs.submit(() -> brokenRules(Lie.ASSIGNS_TWO_DRIVERS));

      assertThat(charging.get()).contains("charged_is_ridden");
      assertThat(forgetting.get()).contains("acknowledged_ride_exists");
      assertThat(doubling.get()).contains("one_driver_per_trip");
      assertThat(withholding.get()).contains("drivers_are_paid", "statement_agrees");
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
    return run(options(base, drain, Optional.empty(), Optional.empty()));
  }

  private CityOptions options(
      URI base, Duration drain, Optional<CityOptions.Flushing> flushing, Optional<Path> record)
      throws IOException {
    var server =
        new ServerOptions.Server(
            base,
            base,
            TestIssuer.create("k").key(directory),
            Optional.of(directory),
            Optional.empty());
    return new CityOptions(
        server,
        WINDOW,
        drain,
        16,
        12,
        7,
        "monaco",
        Optional.empty(),
        TestHabits.hurried(),
        flushing,
        record,
        Optional.empty(),
        Optional.of(Duration.ofSeconds(2)));
  }

  private Report run(CityOptions options) throws IOException, InterruptedException {
    try (var run = new CityRun(options, new PrintStream(shown, true, StandardCharsets.UTF_8))) {
      assertThat(run.awaitServer()).isTrue();
      return run.run(TestRoads.MONACO, TestRoads.fewStreets());
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
      awaitCalls(port);
      // a phone that calls nobody may have been given that very port as its own, for a moment
      server.set(
          await()
              .atMost(Duration.ofSeconds(30))
              .ignoreException(BindException.class)
              .until(() -> new TinyServer(port, city), Objects::nonNull));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Phones have noticed that nobody is there: so many calls came to nothing. */
  private static void awaitCalls(int port) throws IOException {
    try (var nobody =
        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreException(BindException.class)
            .until(
                () -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()),
                Objects::nonNull)) {
      nobody.setSoTimeout(30_000);
      for (var calls = 0; calls < CALLS_IN_VAIN; calls++) nobody.accept().close();
    }
  }

  private String journal() throws IOException {
    try (var files = Files.find(directory, 2, (file, _) -> file.endsWith("journal.jsonl"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
