package souk.dispatch.eta;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntSet;
import com.graphhopper.isochrone.algorithm.ShortestPathTree;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One search backwards from a pick-up, which ends when every driver or the limit is reached. */
final class PickupTree extends ShortestPathTree {
  /** A route of just the limit is within it, however its seconds are rounded to milliseconds. */
  private static final double HALF_A_MILLISECOND = 0.0005;

  private final IntSet awaited = new IntHashSet();
  private final Map<Integer, IsoLabel> reached = new HashMap<>();
  private final long trafficVersion;
  private boolean cutByLimit;

  private PickupTree(QueryGraph graph, Speeds speeds, List<Snap> places, Duration limit) {
    super(graph, graph.wrapWeighting(speeds.weighting()), true, TraversalMode.EDGE_BASED);
    this.trafficVersion = speeds.version();
    places.forEach(place -> awaited.add(place.getClosestNode()));
    setWeightLimit(limit.toMillis() / 1_000.0 + HALF_A_MILLISECOND);
  }

  /**
   * What a search weighs roads with.
   *
   * @param version of the traffic in it
   */
  record Speeds(Weighting weighting, long version) {}

  /**
   * Grows the tree.
   *
   * @param places all that the graph was overlaid with, the pick-up among them
   */
  static PickupTree grow(
      QueryGraph graph, Speeds speeds, List<Snap> places, Snap pickup, Duration limit) {
    var tree = new PickupTree(graph, speeds, places, limit);
    tree.search(pickup.getClosestNode(), tree::reach);
    tree.cutByLimit = !tree.getIsochroneEdges().isEmpty();
    return tree;
  }

  /** How the driver was reached. */
  Arrival arrival(Snap driver) {
    @Nullable IsoLabel label = reached.get(driver.getClosestNode());
    if (label != null) {
      return new Arrival.ByRoad(RoadGraph.eta(label.distance, label.weight, trafficVersion));
    }
    return cutByLimit ? new Arrival.BeyondLimit() : new Arrival.NoRoad();
  }

  @Override
  protected boolean finished() {
    return awaited.isEmpty() || super.finished();
  }

  /** Labels come by rising weight, so that a node's first is its best whichever way it is left. */
  private void reach(IsoLabel label) {
    if (awaited.removeAll(label.node) > 0) {
      reached.put(label.node, label);
    }
  }

  /** What the road graph says of one driver's way to a pick-up. */
  sealed interface Arrival {
    /** He can be there within the limit. */
    record ByRoad(Eta eta) implements Arrival {}

    /** No way within the limit leads there; whether a longer one does was not looked at. */
    record BeyondLimit() implements Arrival {}

    /** He or the pick-up is off road, or no way leads there at all. */
    record NoRoad() implements Arrival {}
  }
}
