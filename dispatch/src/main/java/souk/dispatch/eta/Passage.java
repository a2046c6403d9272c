package souk.dispatch.eta;

import java.time.Instant;

/**
 * A car drove along a road.
 *
 * @param edge the directed edge (GraphHopper's edge key)
 * @param freeFlowKmh how fast that is without traffic
 * @param kmh how fast the car was, its waits in traffic included
 * @param at when it was last seen on it
 */
public record Passage(int edge, double freeFlowKmh, double kmh, Instant at) {
  /** How many times its time in free flow the car took. */
  public double slowdown() {
    return freeFlowKmh / kmh;
  }
}
