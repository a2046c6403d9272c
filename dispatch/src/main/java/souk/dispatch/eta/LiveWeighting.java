package souk.dispatch.eta;

import com.graphhopper.routing.querygraph.VirtualEdgeIteratorState;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.GHUtility;

/** Free flow's seconds, on each edge as many times as traffic slows it down. */
final class LiveWeighting implements Weighting {
  private final Weighting freeFlow;
  private final Traffic traffic;
  private final int realEdges;

  /**
   * @param realEdges of the graph itself; whatever is numbered higher is a part of one of them that
   *     an overlay added for a place on the road
   */
  LiveWeighting(Weighting freeFlow, Traffic traffic, int realEdges) {
    this.freeFlow = freeFlow;
    this.traffic = traffic;
    this.realEdges = realEdges;
  }

  @Override
  public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
    return freeFlow.calcEdgeWeight(edge, reverse) * slowdown(edge, reverse);
  }

  /** A* finds the best way only while it promises itself no more than the fastest road keeps. */
  @Override
  public double calcMinWeightPerDistance() {
    return freeFlow.calcMinWeightPerDistance() * traffic.least();
  }

  @Override
  public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
    return Math.round(freeFlow.calcEdgeMillis(edge, reverse) * slowdown(edge, reverse));
  }

  @Override
  public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
    return freeFlow.calcTurnWeight(inEdge, viaNode, outEdge);
  }

  @Override
  public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
    return freeFlow.calcTurnMillis(inEdge, viaNode, outEdge);
  }

  @Override
  public boolean hasTurnCosts() {
    return freeFlow.hasTurnCosts();
  }

  @Override
  public String getName() {
    return "live";
  }

  private double slowdown(EdgeIteratorState edge, boolean reverse) {
    var key = edge.getEdge() < realEdges ? edge.getEdgeKey() : original(edge);
    return traffic.slowdown(reverse ? GHUtility.reverseEdgeKey(key) : key);
  }

  /** An iterator over parts of edges knows their origin only once it is detached. */
  private static int original(EdgeIteratorState part) {
    var state = part instanceof VirtualEdgeIteratorState ? part : part.detach(false);
    return ((VirtualEdgeIteratorState) state).getOriginalEdgeKey();
  }
}
