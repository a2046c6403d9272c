package souk.dispatch.eta;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import souk.dispatch.city.CityId;

/**
 * The speeds that this process uses at present: quotes, rounds and riders' arrival times alike. A
 * snapshot takes the place of the one before at once; a search that has begun ends on the speeds it
 * began with. What is not replaced in its time gives way to free flow.
 */
public final class LiveTraffic {
  private final RoadGraphs graphs;
  private final LongSupplier nanoTime;
  private final Map<CityId, Installed> byCity = new ConcurrentHashMap<>();

  LiveTraffic(RoadGraphs graphs, LongSupplier nanoTime) {
    this.graphs = graphs;
    this.nanoTime = nanoTime;
  }

  private record Installed(Traffic traffic, long untilNanos) {}

  /**
   * Uses the snapshot from now on.
   *
   * @param validFor after which free flow is believed more
   * @return whether it is used: it was made for the very graph that this process has, which is
   *     loaded
   */
  public boolean use(CityId city, TrafficSnapshot snapshot, Duration validFor) {
    return graphs.ask(
        city,
        graph -> {
          if (!graph.fingerprint().equals(snapshot.graph())) return false;
          var until = nanoTime.getAsLong() + validFor.toNanos();
          byCity.put(city, new Installed(graph.traffic(snapshot), until));
          return true;
        },
        _ -> false);
  }

  /** The version in use; 0 is free flow. */
  public long version(CityId city) {
    return at(city).version();
  }

  Traffic at(CityId city) {
    var installed = byCity.get(city);
    if (installed == null || installed.untilNanos() - nanoTime.getAsLong() <= 0) {
      return Traffic.FREE_FLOW;
    }
    return installed.traffic();
  }
}
