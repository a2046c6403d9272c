package souk.dispatch.eta.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import souk.dispatch.eta.Passage;

/**
 * What the drivers of a city did on its roads in the last minutes: of each driver the last passage
 * of each road, so that to tell it twice changes nothing. For one thread.
 */
final class SpeedMemory {
  /** What was seen before says nothing of now. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  /** Less is noise, and would be stored with every snapshot. */
  private static final double NOTEWORTHY = 0.03;

  private final Map<Integer, Road> roads = new HashMap<>();

  private record Road(double freeFlowKmh, Map<UUID, Blend.Seen> drivers) {}

  void add(UUID driver, Passage passage) {
    var road =
        roads.computeIfAbsent(
            passage.edge(), _ -> new Road(passage.freeFlowKmh(), new HashMap<>()));
    road.drivers()
        .merge(
            driver,
            new Blend.Seen(passage.slowdown(), passage.at()),
            (one, other) -> other.at().isBefore(one.at()) ? one : other);
  }

  /** The speeds in km/h of the roads whose traffic is worth telling, by directed edge. */
  Map<Integer, Float> speeds(Instant now) {
    forget(now.minus(WINDOW));
    var speeds = new HashMap<Integer, Float>();
    roads.forEach((edge, road) -> {
      var slowdown = Blend.slowdown(road.drivers().values(), now);
      if (Math.abs(slowdown - 1) > NOTEWORTHY) {
        speeds.put(edge, (float) (road.freeFlowKmh() / slowdown));
      }
    });
    return speeds;
  }

  void clear() {
    roads.clear();
  }

  private void forget(Instant before) {
    roads.values().forEach(road -> road.drivers().values().removeIf(s -> s.at().isBefore(before)));
    roads.values().removeIf(road -> road.drivers().isEmpty());
  }
}
