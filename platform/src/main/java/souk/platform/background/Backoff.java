package souk.platform.background;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before looking again at something that has not moved. */
public final class Backoff {
  /** 4,096 s: above any limit that a caller has. */
  private static final int DOUBLINGS_MAX = 12;

  private Backoff() {}

  /**
   * From a second, doubled by each look up to the limit, and never in step with others.
   *
   * @param looks how many there were since it last moved
   */
  public static Duration after(int looks, Duration max) {
    var doubled = Duration.ofSeconds(1L << Math.min(looks, DOUBLINGS_MAX));
    return spread(doubled.compareTo(max) < 0 ? doubled : max);
  }

  /** About this long: a quarter more or less, so that those who began together part. */
  public static Duration spread(Duration pause) {
    return pause.multipliedBy(ThreadLocalRandom.current().nextLong(75, 126)).dividedBy(100);
  }
}
