package souk.dispatch.eta;

import java.util.Map;

/**
 * Speeds on a city's roads: learned by one process, used by all.
 *
 * @param version rises with each snapshot of a city; never 0, which is free flow
 * @param graph the fingerprint of the road graph whose edges are meant
 * @param kmh by directed edge (GraphHopper's edge key), in km/h; free flow holds on all others
 */
public record TrafficSnapshot(long version, String graph, Map<Integer, Float> kmh) {
  public TrafficSnapshot {
    if (version < 1) throw new IllegalArgumentException("Free flow is no snapshot");
    kmh = Map.copyOf(kmh);
  }
}
