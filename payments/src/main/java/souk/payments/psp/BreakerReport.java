package souk.payments.psp;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a worker process says of its breaker.
 *
 * @param leftAlone for how long yet it leaves the provider alone; nothing unless it is OPEN
 * @param believed for how long yet this is believed, unless it is said again
 */
record BreakerReport(BreakerState state, Duration leftAlone, Duration believed) {
  /** What of it holds after so much time; empty when nobody believes it any more. */
  Optional<BreakerReport> after(Duration passed) {
    var left = believed.minus(passed);
    if (!left.isPositive()) return Optional.empty();
    return Optional.of(new BreakerReport(stateAfter(passed), leftAlone.minus(passed), left));
  }

  private BreakerState stateAfter(Duration passed) {
    return switch (state) {
      case CLOSED, TRYING -> state;
      case OPEN -> leftAlone.compareTo(passed) > 0 ? BreakerState.OPEN : BreakerState.TRYING;
    };
  }

  /**
   * For how long nobody should ask for new payments. One worker whose breaker is closed is enough
   * to make them, so one with a bad network closes nothing. Whoever is trying knows nothing: he
   * counts neither way, so that it ends when all have left the provider alone for long enough, and
   * the next payments find out.
   *
   * @param workers what each that was heard lately says
   */
  static Optional<Duration> leftAlone(Collection<BreakerReport> workers) {
    if (workers.stream().anyMatch(worker -> worker.state == BreakerState.CLOSED)) {
      return Optional.empty();
    }
    return workers.stream()
        .filter(worker -> worker.state == BreakerState.OPEN)
        .map(BreakerReport::leftAlone)
        .max(Comparator.naturalOrder());
  }
}
