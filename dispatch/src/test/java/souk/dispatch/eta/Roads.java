package souk.dispatch.eta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;

/** Monaco's real roads, made once per build. */
final class Roads {
  static final City MONACO = Cities.standard().all().getFirst();
  static final GraphCache CACHE = new GraphCache(Path.of("target", "graphs"));
  static final Point CASINO = new Point(43.7396, 7.4270);
  static final Point STATION = new Point(43.7386, 7.4194);
  static final Point STADIUM = new Point(43.7277, 7.4156);
  static final Point PORT_FONTVIEILLE = new Point(43.7291, 7.4203);
  static final Point OPEN_SEA = new Point(43.7150, 7.4500);

  private Roads() {}

  static RoadGraph graph() {
    return Loaded.GRAPH;
  }

  /** Where the graph is kept on disk. */
  static Path home() throws IOException {
    graph();
    return CACHE.home(MONACO.roads());
  }

  static Routes routes() {
    return routes(graphs());
  }

  /** Routes without traffic. */
  static Routes routes(RoadGraphs graphs) {
    return new RoadRoutes(graphs, new LiveTraffic(graphs, System::nanoTime));
  }

  static RoadGraphs graphs() {
    return RoadGraphs.loading(Cities.standard(), CACHE, Duration.ofSeconds(60));
  }

  /** Places in the city's area, the same for the same seed. */
  static List<Point> places(int seed, int count) {
    var random = new Random(seed);
    return Stream.generate(() ->
            new Point(
                43.7240 + 0.0290 * random.nextDouble(), 7.4060 + 0.0350 * random.nextDouble()))
        .filter(MONACO.area()::contains)
        .limit(count)
        .toList();
  }

  static Route found(RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Found(var route) -> route;
      case RouteAnswer.NoRoute _, RouteAnswer.Unavailable _ ->
          throw new AssertionError("No route but " + answer);
    };
  }

  private static final class Loaded {
    static final RoadGraph GRAPH = load();

    private static RoadGraph load() {
      try {
        return CACHE.open(MONACO.roads());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
