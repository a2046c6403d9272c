package souk.platform.identity.attempt;

import java.time.Duration;

/**
 * So many attempts at once, then one per interval.
 *
 * @param name of what is tried; each name counts for itself
 */
public record Rate(String name, int burst, Duration interval) {
  public Rate {
    if (burst < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException(name + " needs a burst and an interval above zero");
    }
  }

  String key(String who) {
    return name + ":" + who;
  }
}
