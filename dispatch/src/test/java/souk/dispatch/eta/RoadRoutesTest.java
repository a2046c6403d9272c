package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.STATION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.OsmExtract;
import souk.dispatch.eta.GraphState.Failed;
import souk.dispatch.eta.GraphState.Loading;
import souk.dispatch.eta.GraphState.Ready;
import souk.dispatch.eta.RouteAnswer.Found;
import souk.dispatch.eta.RouteAnswer.Unavailable;

@Timeout(60)
class RoadRoutesTest {
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path directory;

  @Test
  void becomesReady() {
    var routes = Roads.routes();
    await().until(routes::ready);
    assertThat(routes.graphs().get(MONACO.id()))
        .isInstanceOfSatisfying(Ready.class, graph -> assertThat(graph.nodes()).isGreaterThan(900));
  }

  @Test
  void whileAGraphLoadsAQuestionWaitsAMomentOnly() throws Exception {
    var slow = pipe();
    var routes = routes(new OsmExtract.OnDisk(slow), MOMENT);
    assertThat(routes.ready()).isFalse();
    assertThat(routes.graphs()).containsEntry(MONACO.id(), new Loading());
    assertThat(routes.route(MONACO.id(), CASINO, STATION))
        .isEqualTo(new Unavailable("The roads of monaco are still being loaded."));
    assertThat(arrivalsOf(routes)).containsExactly(StraightLine.eta(STATION, CASINO));
    feed(slow);
    await().until(routes::ready);
    assertThat(routes.route(MONACO.id(), CASINO, STATION)).isInstanceOf(Found.class);
  }

  @Test
  void theFirstQuestionWaitsForItsGraph() throws Exception {
    var slow = pipe();
    var routes = routes(new OsmExtract.OnDisk(slow), LONG);
    var answer = CompletableFuture.supplyAsync(() -> routes.route(MONACO.id(), CASINO, STATION));
    assertThat(answer).isNotDone();
    feed(slow);
    assertThat(answer.join()).isInstanceOf(Found.class);
  }

  @Test
  void anInterruptedQuestionStaysInterrupted() throws Exception {
    var slow = pipe();
    var routes = routes(new OsmExtract.OnDisk(slow), LONG);
    Thread.currentThread().interrupt();
    var answer = routes.route(MONACO.id(), CASINO, STATION);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isInstanceOf(Unavailable.class);
    feed(slow);
    await().until(routes::ready);
  }

  @Test
  void withoutRoadsEveryArrivalIsEstimatedAndTheStateSaysWhy() {
    var routes = routes(new OsmExtract.OnDisk(directory.resolve("none.osm.pbf")), LONG);
    assertThat(arrivalsOf(routes)).containsExactly(StraightLine.eta(STATION, CASINO));
    assertThat(routes.route(MONACO.id(), CASINO, STATION))
        .isInstanceOfSatisfying(
            Unavailable.class, why -> assertThat(why.detail()).contains("none.osm.pbf"));
    assertThat(routes.ready()).isFalse();
    assertThat(routes.graphs().get(MONACO.id()))
        .isInstanceOfSatisfying(
            Failed.class, why -> assertThat(why.detail()).contains("none.osm.pbf"));
  }

  @Test
  void aGraphThatFailsDoesNotFailItsCaller() throws IOException {
    var hopper = CarProfile.in(Roads.home()).setAllowWrites(false);
    assertThat(hopper.load()).isTrue();
    var broken = CompletableFuture.completedFuture(new RoadGraph(hopper));
    hopper.close();
    var routes = Roads.routes(new RoadGraphs(Map.of(MONACO.id(), broken), LONG));
    assertThat(arrivalsOf(routes)).containsExactly(StraightLine.eta(STATION, CASINO));
    assertThat(routes.route(MONACO.id(), CASINO, STATION))
        .isEqualTo(new Unavailable("The road graph of monaco gives no answer."));
  }

  private static List<Eta> arrivalsOf(Routes routes) {
    return routes
        .toPickup(
            MONACO.id(), List.of(new Candidate<>("driver", STATION)), CASINO, Duration.ofHours(1))
        .stream()
        .map(PickupEta::eta)
        .toList();
  }

  private static Routes routes(OsmExtract extract, Duration patience) {
    var city = new City(MONACO.id(), MONACO.zone(), MONACO.currency(), MONACO.area(), extract);
    return Roads.routes(RoadGraphs.loading(new Cities(List.of(city)), Roads.CACHE, patience));
  }

  /** A file that lets its reader wait until somebody writes it. */
  private Path pipe() throws Exception {
    Roads.graph();
    var pipe = directory.resolve("pipe.osm.pbf");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static void feed(Path pipe) throws IOException {
    try (var in = MONACO.roads().open();
        var out = Files.newOutputStream(pipe)) {
      in.transferTo(out);
    }
  }
}
