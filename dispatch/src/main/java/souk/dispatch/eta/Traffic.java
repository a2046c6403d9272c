package souk.dispatch.eta;

/**
 * How much slower than in free flow each directed edge of one graph is. Nothing is written once it
 * is made, so that whoever searches with it sees the same speeds from the first edge to the last.
 */
final class Traffic {
  /** Nobody drives half as fast again as the roads are made for. */
  static final double SLOWDOWN_MIN = 1 / 1.5;

  /** Whatever is slower is not traffic any more; and a way must remain that is passable. */
  static final double SLOWDOWN_MAX = 10;

  static final Traffic FREE_FLOW = new Traffic(0, new float[0], 1);

  private final long version;

  /** By edge key; 0 where nothing was seen. */
  private final float[] slowdowns;

  private final double least;

  /**
   * @param slowdowns by edge key, 0 where nothing was seen; not written to any more
   */
  Traffic(long version, float[] slowdowns) {
    this(version, slowdowns, least(slowdowns));
  }

  private Traffic(long version, float[] slowdowns, double least) {
    this.version = version;
    this.slowdowns = slowdowns;
    this.least = least;
  }

  long version() {
    return version;
  }

  boolean isFreeFlow() {
    return slowdowns.length == 0;
  }

  /** How many times its time in free flow the edge takes. */
  double slowdown(int edgeKey) {
    var slowdown = slowdowns[edgeKey];
    return slowdown == 0 ? 1 : slowdown;
  }

  /** No edge's is less, and it is at most 1. */
  double least() {
    return least;
  }

  private static double least(float[] slowdowns) {
    double least = 1;
    for (var slowdown : slowdowns) {
      if (slowdown > 0) least = Math.min(least, slowdown);
    }
    return least;
  }
}
