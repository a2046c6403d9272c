package souk.dispatch.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a phone says of a place that no car could have reached. Mostly it is wrong; but when it goes
 * on saying so, the place where it was believed to be before was wrong, and he who is held to that
 * would not be found for hours.
 */
final class Doubt {
  /** By the positions' own time: longer than a receiver's error mostly lasts. */
  private static final Duration OVERCOME_AFTER = Duration.ofSeconds(15);

  private static final int OVERCOME_BY = 4;

  private @Nullable Position first;
  private @Nullable Position last;
  private int times;

  /** Hears of one more such position; answers whether it is to be believed now. */
  boolean overcomeBy(Position position) {
    if (first == null || last == null || !Verdict.reachable(position, last)) {
      begin(position);
      return false;
    }
    if (!position.at().isAfter(last.at())) return false;
    last = position;
    times++;
    return times >= OVERCOME_BY
        && Duration.between(first.at(), position.at()).compareTo(OVERCOME_AFTER) >= 0;
  }

  /** He was where he could be. */
  void end() {
    first = null;
    last = null;
  }

  private void begin(Position position) {
    first = position;
    last = position;
    times = 1;
  }
}
