package souk.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Instants at which something is meant to begin, as independent people come: whoever comes does not
 * wait for an answer to somebody else. The same for the same seed.
 */
public final class Arrivals {
  private final List<Duration> offsets;

  private Arrivals(List<Duration> offsets) {
    this.offsets = offsets;
  }

  /** As many as come at this rate on average during the time, spread at random. */
  public static Arrivals atRate(double perSecond, Duration time, long seed) {
    var random = new SplittableRandom(seed);
    var count = Math.round(perSecond * time.toMillis() / 1_000);
    return new Arrivals(
        LongStream.range(0, count)
            .map(_ -> random.nextLong(time.toNanos()))
            .sorted()
            .mapToObj(Duration::ofNanos)
            .toList());
  }

  /**
   * As many as come while the rate rises evenly from nothing to this one, for a warm-up: a process
   * that has just started cannot do at once what it can do a minute later, and what it leaves
   * undone then would be measured afterwards.
   */
  public static Arrivals rising(double toPerSecond, Duration time, long seed) {
    var random = new SplittableRandom(seed);
    var count = Math.round(toPerSecond / 2 * time.toMillis() / 1_000);
    return new Arrivals(
        random
            .doubles(count)
            .map(Math::sqrt)
            .sorted()
            .mapToObj(share -> Duration.ofNanos((long) (share * time.toNanos())))
            .toList());
  }

  /** From the beginning, in order. */
  public List<Duration> offsets() {
    return offsets;
  }

  /**
   * Begins each in a thread of its own at its instant, or at once if that has passed, and returns
   * when the last has begun.
   *
   * @param begin is given the instant of {@link System#nanoTime} at which it was meant to begin
   */
  public void begin(LongConsumer begin) {
    var start = System.nanoTime();
    for (var offset : offsets) {
      var intended = start + offset.toNanos();
      awaitNanos(intended);
      Thread.startVirtualThread(() -> begin.accept(intended));
    }
  }

  private static void awaitNanos(long instant) {
    for (var left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
