package souk.sim.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * When a driver works; all instants are counted from the city's opening.
 *
 * @param from when he comes on line; zero or less is before the first rider
 * @param pause when he takes a break and for how long
 * @param until when he goes home before the others
 */
public record Hours(Duration from, Optional<Pause> pause, Optional<Duration> until) {

  /** A break; it begins with the first moment without work from {@code at} on. */
  public record Pause(Duration at, Duration length) {}

  /** Whether he is there when the city opens. */
  public boolean isPunctual() {
    return !from.isPositive();
  }
}
