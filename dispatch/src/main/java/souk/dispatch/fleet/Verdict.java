package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is made of a position that a phone sent. */
enum Verdict {
  /** The newest so far. */
  USED,
  /** Not newer than one already used: repeated, or overtaken on the way. */
  OLDER,
  /** Its own time has not come yet; the phone's clock is wrong or lies. */
  FUTURE,
  /** So old that it says nothing about now: a backlog. */
  STALE,
  /** Too near a pole to be indexed. */
  OUT_OF_RANGE,
  /** Too far from the last one for any car. */
  TELEPORT,
  /** Not looked at: its driver sends faster than he may, and there are newer ones. */
  LIMITED;

  private static final Duration AHEAD_MAX = Duration.ofSeconds(5);
  private static final Duration BEHIND_MAX = Duration.ofSeconds(60);
  private static final double METRES_PER_SECOND_MAX = 70;

  /** Fixes a few milliseconds apart differ by the receiver's noise, which is no speed. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** A phone that claims to know nothing could otherwise be anywhere. */
  private static final double ACCURACY_METRES_MAX = 50;

  /**
   * Judges a position by itself and against the last one that was used.
   *
   * @param now of this server
   */
  static Verdict of(Position position, @Nullable Position last, Instant now) {
    if (position.at().isAfter(now.plus(AHEAD_MAX))) return FUTURE;
    if (position.at().isBefore(now.minus(BEHIND_MAX))) return STALE;
    if (!Fleet.indexable(position.point())) return OUT_OF_RANGE;
    if (last == null) return USED;
    if (!position.at().isAfter(last.at())) return OLDER;
    return reachable(position, last) ? USED : TELEPORT;
  }

  /** Whether a car that was there may be here by now. */
  static boolean reachable(Position position, Position last) {
    var between = Duration.between(last.at(), position.at());
    var time = between.compareTo(SHORTEST) < 0 ? SHORTEST : between;
    var driven = METRES_PER_SECOND_MAX * time.toMillis() / 1000;
    var metres = last.point().haversineMetres(position.point());
    return metres <= driven + noiseMetres(last) + noiseMetres(position);
  }

  private static double noiseMetres(Position position) {
    var accuracy = position.accuracyMetres();
    return accuracy == null ? 0 : Math.min(accuracy, ACCURACY_METRES_MAX);
  }
}
