package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.eta.Roads.MONACO;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.dispatch.city.OsmExtract;
import souk.dispatch.city.Point;
import souk.dispatch.eta.RouteAnswer.NoRoute;
import souk.dispatch.eta.RouteAnswer.Reason;

/** Two islands, each a grid of streets slower than any straight line, and no bridge. */
class IslandsTest {
  private static final int STREETS = 20;
  private static final double BLOCK_DEGREES = 0.001;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static final Point HERE = new Point(0.0051, 0.0051);
  private static final Point NEAR_BY = new Point(0.0101, 0.0101);
  private static final Point FAR_SIDE = new Point(0.0189, 0.0189);
  private static final Point OTHER_ISLAND = new Point(0.0101, 0.1001);

  @TempDir static Path directory;
  private static RoadGraph graph;

  @BeforeAll
  static void importTheIslands() throws IOException {
    var extract = directory.resolve("islands.osm.gz");
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(extract)), StandardCharsets.UTF_8)) {
      out.write("<osm version='0.6'>%s%s</osm>".formatted(nodes(), ways()));
    }
    graph = new GraphCache(directory.resolve("graphs")).open(new OsmExtract.OnDisk(extract));
  }

  @Test
  void noRouteLeadsOverTheSea() {
    assertThat(graph.route(HERE, NEAR_BY)).isInstanceOf(RouteAnswer.Found.class);
    assertThat(graph.route(HERE, OTHER_ISLAND)).isEqualTo(new NoRoute(Reason.UNREACHABLE));
    assertThat(graph.route(OTHER_ISLAND, HERE)).isEqualTo(new NoRoute(Reason.UNREACHABLE));
  }

  @Test
  void aDriverWhomNoRoadBringsIsEstimatedAndMarked() {
    assertThat(sources(AN_HOUR, NEAR_BY, OTHER_ISLAND))
        .isEqualTo(Map.of(NEAR_BY, EtaSource.ROAD, OTHER_ISLAND, EtaSource.STRAIGHT_LINE));
  }

  /** Whoever is beyond the limit by road must not come back within it by the straight line. */
  @Test
  void aDriverBeyondTheLimitByRoadIsNotEstimated() {
    var byRoad = Roads.found(graph.route(FAR_SIDE, HERE)).time();
    assertThat(StraightLine.eta(FAR_SIDE, HERE).time()).isLessThan(byRoad.minusMillis(1));
    assertThat(sources(byRoad.minusMillis(1), FAR_SIDE)).isEmpty();
    assertThat(sources(byRoad, FAR_SIDE)).isEqualTo(Map.of(FAR_SIDE, EtaSource.ROAD));
  }

  private static Map<Point, EtaSource> sources(Duration limit, Point... drivers) {
    var loaded = Map.of(MONACO.id(), CompletableFuture.completedFuture(graph));
    var candidates = List.of(drivers).stream().map(at -> new Candidate<>(at, at)).toList();
    return Roads.routes(new RoadGraphs(loaded, Duration.ZERO))
        .toPickup(MONACO.id(), candidates, HERE, limit)
        .stream()
        .collect(Collectors.toMap(PickupEta::driver, arrival -> arrival.eta().source()));
  }

  private static String nodes() {
    return corners()
        .mapToObj(i ->
            "<node id='%d' lat='%s' lon='%s' version='1'/>"
                .formatted(
                    i + 1, row(i) * BLOCK_DEGREES, island(i) * 0.09 + column(i) * BLOCK_DEGREES))
        .collect(Collectors.joining());
  }

  private static String ways() {
    var east = corners().filter(i -> column(i) + 1 < STREETS).mapToObj(i -> way(i, i + 1));
    var north = corners().filter(i -> row(i) + 1 < STREETS).mapToObj(i -> way(i, i + STREETS));
    return east.collect(Collectors.joining()) + north.collect(Collectors.joining());
  }

  private static String way(int from, int to) {
    return """
    <way id='%d' version='1'><nd ref='%d'/><nd ref='%d'/><tag k='highway' v='living_street'/></way>
    """
        .formatted(from * 10_000 + to, from + 1, to + 1);
  }

  private static IntStream corners() {
    return IntStream.range(0, 2 * STREETS * STREETS);
  }

  private static int island(int corner) {
    return corner / (STREETS * STREETS);
  }

  private static int row(int corner) {
    return corner / STREETS % STREETS;
  }

  private static int column(int corner) {
    return corner % STREETS;
  }
}
