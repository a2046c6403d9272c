package souk.payments.dispute;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.background.Backoff;

/** When somebody should look at a dispute again, should nothing wake him before. */
final class DisputePauses {
  private static final Duration RESPONSE_MAX = Duration.ofMinutes(5);
  private static final Duration HOURLY = Duration.ofHours(1);

  /** Only another release, or the provider's own, makes it readable. */
  private static final Duration UNREADABLE = Duration.ofDays(1);

  private DisputePauses() {}

  /** Of one that nobody can read. */
  static Instant untilReadable(Instant now) {
    return now.plus(Backoff.spread(UNREADABLE));
  }

  /** Null when nothing more is expected of it. */
  static @Nullable Instant next(StoredDispute stored, Instant now) {
    if (stored.response().isAtWork()) {
      return stored.looks() == 0 ? now : now.plus(Backoff.after(stored.looks(), RESPONSE_MAX));
    }
    return stored.status().isOver() ? null : now.plus(Backoff.after(stored.looks(), HOURLY));
  }
}
