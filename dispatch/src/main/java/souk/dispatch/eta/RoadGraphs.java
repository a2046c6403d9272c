package souk.dispatch.eta;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;

/** The road graph of each city, which may still be loading or have failed to. */
final class RoadGraphs {
  private static final Logger log = LoggerFactory.getLogger(RoadGraphs.class);

  private final Map<CityId, CompletableFuture<RoadGraph>> graphs;
  private final Duration patience;

  /**
   * @param patience how long a question waits for a graph that is still loading
   */
  RoadGraphs(Map<CityId, CompletableFuture<RoadGraph>> graphs, Duration patience) {
    this.graphs = graphs;
    this.patience = patience;
  }

  /**
   * Starts to load every city's graph, one after the other so that the start of the server keeps
   * its share of the processors, and returns at once.
   */
  static RoadGraphs loading(Cities cities, GraphCache cache, Duration patience) {
    var loader = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("graphs").factory());
    var graphs =
        cities.all().stream()
            .collect(toMap(City::id, city -> supplyAsync(() -> load(city, cache), loader)));
    loader.shutdown();
    return new RoadGraphs(graphs, patience);
  }

  boolean has(CityId city) {
    return graphs.containsKey(city);
  }

  /** How far each city's graph is. */
  Map<CityId, GraphState> states() {
    return graphs.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, graph -> state(graph.getValue())));
  }

  /**
   * The graph's answer, or the other one, with the reason, when the graph gives none.
   *
   * @throws IllegalArgumentException when there is no such city
   */
  <A> A ask(CityId city, Function<RoadGraph, A> question, Function<String, A> otherwise) {
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
