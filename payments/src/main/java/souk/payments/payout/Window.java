package souk.payments.payout;

import java.time.Duration;
import java.time.Instant;

/**
 * The span of time at whose beginning what was earned before it is taken up.
 *
 * @param start a whole number of lengths after the epoch
 * @param promise how long nobody waits
 * @param minimum in minor units; what is less waits for more
 */
record Window(Instant start, Duration length, Duration promise, long minimum) {
  private static final int SLACK_PARTS = 10;

  static Window at(Instant now, Duration length, Duration promise, long minimum) {
    var since = now.toEpochMilli() % length.toMillis();
    return new Window(Instant.ofEpochMilli(now.toEpochMilli() - since), length, promise, minimum);
  }

  /** When the next one takes up what this one leaves, at the latest: somebody may be slow. */
  private Instant nextAtTheLatest() {
    return start.plus(length).plus(length.dividedBy(SLACK_PARTS));
  }

  /** What was earned before this instant may not wait for the next window, however little. */
  Instant cannotWait() {
    return nextAtTheLatest().minus(promise);
  }

  /**
   * Whether somebody's earnings are taken up in this window.
   *
   * @param earnedSince since when they have been enough to be sent
   */
  boolean takesUp(long minor, Instant earnedSince) {
    if (minor <= 0 || !earnedSince.isBefore(start)) return false;
    return minor >= minimum || earnedSince.isBefore(cannotWait());
  }

  Instant end() {
    return start.plus(length);
  }
}
