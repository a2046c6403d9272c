package souk.dispatch.fleet;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many positions each driver may send to this process, whichever way they come: a token bucket
 * for each, as the generic cell rate algorithm of ITU-T I.371 keeps it, in one number. Outlives a
 * driver's socket, so that whoever connects again gains nothing.
 */
@Singleton
final class PositionLimit {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long nanosEach;
  private final long burstNanos;

  /** When each bucket will be full again; one that is not here is full. */
  private final Map<UUID, Long> fullAt = new ConcurrentHashMap<>();

  PositionLimit(PositionConfiguration configuration) {
    requirePositive("rate", configuration.getRate());
    requirePositive("burst", configuration.getBurst());
    this.nanosEach = Math.max(1, SECOND / configuration.getRate());
    this.burstNanos = nanosEach * configuration.getBurst();
  }

  /** Answers how many of so many positions may be looked at now, and counts them. */
  int admit(UUID driver, int wanted, long nowNanos) {
    var admitted = new int[1];
    fullAt.compute(
        driver,
        (_, full) -> {
          var begin = full == null || full - nowNanos < 0 ? nowNanos : full;
          var room = (burstNanos - (begin - nowNanos)) / nanosEach;
          admitted[0] = Math.toIntExact(Math.min(wanted, room));
          return begin + admitted[0] * nanosEach;
        });
    return admitted[0];
  }

  /** How long until the driver may send one more position; zero when he may. */
  Duration untilNext(UUID driver, long nowNanos) {
    var full = fullAt.get(driver);
    if (full == null) return Duration.ZERO;
    return Duration.ofNanos(Math.max(0, full - nowNanos - burstNanos + nanosEach));
  }

  /** Forgets those who may send a whole burst again. */
  void forgetRested(long nowNanos) {
    fullAt.values().removeIf(full -> full - nowNanos <= 0);
  }

  int size() {
    return fullAt.size();
  }

  private static void requirePositive(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "souk.positions.%s must be at least 1, not %d".formatted(setting, value));
    }
  }
}
