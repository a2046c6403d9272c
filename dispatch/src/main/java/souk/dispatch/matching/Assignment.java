package souk.dispatch.matching;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.builder.GraphTypeBuilder;

/**
 * Who gets whom when several trips compete: as many trips as can be, at the least sum of their
 * costs. A minimum-cost assignment whose forbidden pairs are those that are not given, solved
 * exactly as a maximum-weight matching of a bipartite graph (Mehlhorn and Näher, LEDA, 1999), which
 * takes no time for pairs that are not there.
 */
final class Assignment {
  /** Up to here a double, in which the library takes weights, counts whole numbers. */
  private static final long EXACT = 1L << 53;

  /** Parts of a millisecond; they decide among assignments of the same cost only. */
  private static final long PARTS_MAX = 1_000_000;

  private final Graph<Node, Pair> graph =
      GraphTypeBuilder.<Node, Pair>undirected().weighted(true).buildGraph();
  private final long trips;
  private final long least;

  /** Worth more than all that a trip could save the others by doing without. */
  private final long served;

  private final long parts;

  private sealed interface Node {
    record Trip(UUID id) implements Node {}

    record Driver(UUID id) implements Node {}
  }

  /** A trip and a driver who may have it. */
  record Pair(UUID trip, UUID driver, long costMs) {
    private Node tripNode() {
      return new Node.Trip(trip);
    }

    private Node driverNode() {
      return new Node.Driver(driver);
    }
  }

  private Assignment(List<Pair> pairs) {
    var costs = pairs.stream().mapToLong(Pair::costMs).summaryStatistics();
    trips = pairs.stream().map(Pair::trip).distinct().count();
    least = costs.getMin();
    served = (trips + 1) * (costs.getMax() - least + 1);
    parts = Math.clamp(EXACT / served, 1, PARTS_MAX);
  }

  /**
   * The cheapest assignment. Where several are, trips that come first get whom they would rather.
   *
   * @param pairs those of a trip behind one another, the one it would rather have first; no pair
   *     twice
   * @return by trip, its driver
   */
  static Map<UUID, UUID> cheapest(List<Pair> pairs) {
    if (pairs.isEmpty()) return Map.of();
    return new Assignment(pairs).solve(pairs);
  }

  private Map<UUID, UUID> solve(List<Pair> pairs) {
    addAll(pairs);
    var tripNodes = pairs.stream().map(Pair::tripNode).collect(toCollection(LinkedHashSet::new));
    var drivers = pairs.stream().map(Pair::driverNode).collect(toCollection(LinkedHashSet::new));
    return new MaximumWeightBipartiteMatching<>(graph, tripNodes, drivers)
        .getMatching().getEdges().stream().collect(toMap(Pair::trip, Pair::driver));
  }

  private void addAll(List<Pair> pairs) {
    var before = -1;
    for (var pair : pairs) {
      if (graph.addVertex(pair.tripNode())) before++;
      graph.addVertex(pair.driverNode());
      var weight = weight(pair, before, graph.degreeOf(pair.tripNode()));
      graph.addEdge(pair.tripNode(), pair.driverNode(), pair);
      graph.setEdgeWeight(pair, (double) weight);
    }
  }

  /**
   * In parts of a millisecond, all of which together are less than one.
   *
   * @param before how many trips come first
   * @param rank how many drivers the trip would rather have
   */
  private long weight(Pair pair, long before, long rank) {
    var preference = Math.min((trips - before) * rank, (parts - 1) / trips);
    return (served - (pair.costMs() - least)) * parts - preference;
  }
}
