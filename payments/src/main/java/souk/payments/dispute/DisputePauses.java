package souk.payments.dispute;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When somebody should look at a dispute again, should nothing wake him before. */
final class DisputePauses {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration RESPONSE_MAX = Duration.ofMinutes(5);
  private static final Duration HOURLY = Duration.ofHours(1);

  private DisputePauses() {}

  /** Null when nothing more is expected of it. */
  static @Nullable Instant next(StoredDispute stored, Instant now) {
    if (stored.response().isAtWork()) {
      return stored.looks() == 0 ? now : now.plus(doubled(stored, RESPONSE_MAX));
    }
    return stored.status().isOver() ? null : now.plus(doubled(stored, HOURLY));
  }

  /** From a second, doubled by each look, and never in step with others. */
  private static Duration doubled(StoredDispute stored, Duration max) {
    var doubled = SOON.multipliedBy(1L << Math.min(stored.looks(), 12));
    var pause = doubled.compareTo(max) < 0 ? doubled : max;
    return pause.multipliedBy(ThreadLocalRandom.current().nextLong(75, 126)).dividedBy(100);
  }
}
