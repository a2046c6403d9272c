package souk.sim;

import java.time.Duration;

/**
 * How long a city may take until its last ride is settled. A machine that is slow is given more
 * than was asked for, as long as rides get on; one on which they stand still is not.
 *
 * @param asked for the whole of it; it ends earlier when every ride is settled
 */
record Drain(Duration asked) {
  /** Whether those who still ride are given more time. */
  boolean goesOn(Duration drained, Duration sinceARideMoved) {
    if (drained.compareTo(asked) < 0) return true;
    return drained.compareTo(most()) < 0 && sinceARideMoved.compareTo(patience()) < 0;
  }

  /** Twice what was asked for. */
  Duration most() {
    return asked.multipliedBy(2);
  }

  /** Longer than anybody sits in a car, when minutes were asked for. */
  private Duration patience() {
    return asked.dividedBy(2);
  }
}
