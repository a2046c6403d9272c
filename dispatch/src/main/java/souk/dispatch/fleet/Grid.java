package souk.dispatch.fleet;

import souk.dispatch.city.Point;

/**
 * The grid on which places are shown to people who may not know them exactly: nodes about 100 m
 * apart, at thousandths of a degree. Where the meridians converge a node's longitude is a multiple
 * of several thousandths, so that the grid is nowhere much finer.
 */
final class Grid {
  private static final double NODES_PER_DEGREE = 1_000;

  /** Beyond this many thousandths a row is so near a pole that one node is as good as another. */
  private static final long STEP_MAX = 180_000;

  private Grid() {}

  /** The node nearest to the point. */
  static Point snap(Point point) {
    var row = Math.round(point.lat() * NODES_PER_DEGREE);
    var lat = row / NODES_PER_DEGREE;
    var step = step(lat);
    var column = Math.round(point.lon() * NODES_PER_DEGREE / step) * step;
    return new Point(lat, within(column) / NODES_PER_DEGREE);
  }

  /** How many thousandths of a degree of longitude make about a row's height there. */
  static long step(double lat) {
    var step = Math.round(1 / Math.cos(Math.toRadians(lat)));
    return Math.clamp(step, 1, STEP_MAX);
  }

  private static double within(long column) {
    return Math.clamp(column, -180_000, 180_000);
  }
}
