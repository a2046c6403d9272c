package souk.dispatch.eta;

import java.time.Duration;
import souk.dispatch.city.Point;

/** The estimate for when the roads give no answer: half as far again as the crow flies. */
final class StraightLine {
  private static final double DETOUR = 1.5;

  /**
   * A city's mean door-to-door speed; slower than free flow, so that nobody is promised too much.
   */
  private static final int METRES_PER_HOUR = 20_000;

  private static final long MILLIS_PER_HOUR = 3_600_000;

  private StraightLine() {}

  static Eta eta(Point from, Point to) {
    var metres = Math.round(from.haversineMetres(to) * DETOUR);
    var time = Duration.ofMillis(metres * MILLIS_PER_HOUR / METRES_PER_HOUR);
    return new Eta(metres, time, EtaSource.STRAIGHT_LINE, RoadGraph.FREE_FLOW);
  }
}
