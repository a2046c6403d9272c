package souk.dispatch.eta;

import static java.util.Comparator.comparing;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.PickupTree.Arrival;

/** Answers from the road graph of each city, and by the straight line where there is none. */
final class RoadRoutes implements Routes {
  private static final Logger log = LoggerFactory.getLogger(RoadRoutes.class);

  private final Map<CityId, CompletableFuture<RoadGraph>> graphs;
  private final Duration patience;

  RoadRoutes(Map<CityId, CompletableFuture<RoadGraph>> graphs, Duration patience) {
    this.graphs = graphs;
    this.patience = patience;
  }

  /**
   * Starts to load every city's graph, one after the other so that the start of the server keeps
   * its share of the processors, and returns at once.
   *
   * @param patience how long a question waits for a graph that is still loading
   */
  static RoadRoutes loading(Cities cities, GraphCache cache, Duration patience) {
    var loader = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("graphs").factory());
    var graphs =
        cities.all().stream()
            .collect(toMap(City::id, city -> supplyAsync(() -> load(city, cache), loader)));
    loader.shutdown();
    return new RoadRoutes(graphs, patience);
  }

  @Override
  public RouteAnswer route(CityId city, Point from, Point to) {
    return ask(city, graph -> graph.route(from, to), RouteAnswer.Unavailable::new);
  }

  @Override
  public <D> List<PickupEta<D>> toPickup(
      CityId city, List<Candidate<D>> candidates, Point pickup, Duration limit) {
    if (candidates.size() > CANDIDATES_MAX) {
      throw new IllegalArgumentException(
          "At most %d candidates, not %d".formatted(CANDIDATES_MAX, candidates.size()));
    }
    var places = candidates.stream().map(Candidate::at).toList();
    var arrivals =
        ask(
            city,
            graph -> graph.arrivals(places, pickup, limit),
            _ -> places.stream().<Arrival>map(_ -> new Arrival.NoRoad()).toList());
    return IntStream.range(0, places.size())
        .mapToObj(i -> pickupEta(candidates.get(i), arrivals.get(i), pickup))
        .flatMap(Optional::stream)
        .filter(arrival -> arrival.eta().time().compareTo(limit) <= 0)
        .sorted(comparing(arrival -> arrival.eta().time()))
        .toList();
  }

  @Override
  public boolean ready() {
    return graphs().values().stream().allMatch(GraphState.Ready.class::isInstance);
  }

  @Override
  public Map<CityId, GraphState> graphs() {
    return graphs.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, graph -> state(graph.getValue())));
  }

  private static RoadGraph load(City city, GraphCache cache) {
    try {
      var graph = cache.open(city.roads());
      log.info("The roads of {} are loaded: {}", city.id(), graph.size());
      return graph;
    } catch (IOException | RuntimeException | Error failure) {
      log.error("The roads of {} cannot be loaded from {}", city.id(), city.roads(), failure);
      throw new IllegalStateException(
          "The roads of %s cannot be loaded from %s: %s"
              .formatted(city.id(), city.roads(), failure),
          failure);
    }
  }

  private static <D> Optional<PickupEta<D>> pickupEta(
      Candidate<D> candidate, Arrival arrival, Point pickup) {
    return switch (arrival) {
      case Arrival.ByRoad(var eta) -> Optional.of(new PickupEta<>(candidate.driver(), eta));
      case Arrival.NoRoad() ->
          Optional.of(
              new PickupEta<>(candidate.driver(), StraightLine.eta(candidate.at(), pickup)));
      case Arrival.BeyondLimit() -> Optional.empty();
    };
  }

  /** The graph's answer, or the other one, with the reason, when the graph gives none. */
  private <A> A ask(CityId city, Function<RoadGraph, A> question, Function<String, A> otherwise) {
    var graph = graphs.get(city);
    if (graph == null) {
      throw new IllegalArgumentException("There is no city " + city);
    }
    try {
      return question.apply(graph.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return otherwise.apply("The roads of %s are still being loaded.".formatted(city));
    } catch (ExecutionException _) {
      return otherwise.apply(failure(graph));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return otherwise.apply("The wait for the roads of %s was interrupted.".formatted(city));
    } catch (RuntimeException flaw) {
      log.error("The road graph of {} gives no answer", city, flaw);
      return otherwise.apply("The road graph of %s gives no answer.".formatted(city));
    }
  }

  private static GraphState state(CompletableFuture<RoadGraph> graph) {
    return switch (graph.state()) {
      case RUNNING -> new GraphState.Loading();
      case SUCCESS -> graph.resultNow().size();
      case FAILED -> new GraphState.Failed(failure(graph));
      case CANCELLED -> throw new IllegalStateException("Nobody cancels the loading of a graph");
    };
  }

  private static String failure(CompletableFuture<RoadGraph> graph) {
    return String.valueOf(graph.exceptionNow().getMessage());
  }
}
