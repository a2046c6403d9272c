package souk.bench.charge;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How long connections are in somebody's hand, and how many times a second that lets them be. */
final class Holds {
  private final LongAdder nanos = new LongAdder();
  private final LongAdder count = new LongAdder();

  /** Counts the time this takes. */
  <T> T during(Supplier<T> work) {
    var began = System.nanoTime();
    try {
      return work.get();
    } finally {
      held(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** Counts one that was held so long. */
  void held(Duration time) {
    nanos.add(time.toNanos());
    count.increment();
  }

  /** Milliseconds on average, to a hundredth; 0 of none. */
  double meanMs() {
    return Math.round(meanNanos() / 1e4) / 100.0;
  }

  /**
   * What so many connections allow each second (Little's law: those in use are the rate times the
   * time each is held), to a tenth; 0 of none.
   */
  double boundPerSecond(int connections) {
    var mean = meanNanos();
    return mean == 0 ? 0 : Math.round(10 * connections * 1e9 / mean) / 10.0;
  }

  private double meanNanos() {
    var all = count.sum();
    return all == 0 ? 0 : (double) nanos.sum() / all;
  }
}
