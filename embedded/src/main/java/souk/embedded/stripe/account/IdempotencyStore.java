package souk.embedded.stripe.account;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which keys were used, for what, and what the answer was; not thread-safe. */
public final class IdempotencyStore {
  /** What a key means for the request that carries it. */
  public sealed interface Standing {
    /** The key is new, or forgotten: the request is executed. */
    record Fresh() implements Standing {}

    /** The same request was answered before. */
    record Answered(StoredAnswer answer) implements Standing {}

    /** The key was used for another request. */
    record UsedForAnother() implements Standing {}

    /** The first request with this key still runs. */
    record InUse() implements Standing {}
  }

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final Map<String, StoredAnswer> answers = new LinkedHashMap<>();
  private final Map<String, Long> busyUntilNanos = new HashMap<>();

  /**
   * Looks a key up.
   *
   * @param nanos {@link System#nanoTime()}: how long a request runs is real time, whatever clock
   *     the twin lives by
   */
  public Standing standing(String key, String fingerprint, Instant now, long nanos) {
    forgetUntil(now.minus(LIFETIME));
    if (isBusy(key, nanos)) return new Standing.InUse();
    var answer = answers.get(key);
    if (answer == null) return new Standing.Fresh();
    return answer.fingerprint().equals(fingerprint)
        ? new Standing.Answered(answer)
        : new Standing.UsedForAnother();
  }

  private boolean isBusy(String key, long nanos) {
    var until = busyUntilNanos.get(key);
    if (until == null) return false;
    if (until - nanos > 0) return true;
    busyUntilNanos.remove(key);
    return false;
  }

  /** Oldest first, so the first answer that is young enough ends the search. */
  private void forgetUntil(Instant oldest) {
    var entries = answers.entrySet().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      if (entry.getValue().at().isAfter(oldest)) return;
      entries.remove();
      busyUntilNanos.remove(entry.getKey());
    }
  }

  /** The request with this key runs until then, by {@link System#nanoTime()}. */
  public void busy(String key, long untilNanos) {
    busyUntilNanos.put(key, untilNanos);
  }

  /** The request with this key does not run any more. */
  public void idle(String key) {
    busyUntilNanos.remove(key);
  }

  void answered(String key, StoredAnswer answer) {
    answers.put(key, answer);
  }

  void clear() {
    answers.clear();
    busyUntilNanos.clear();
  }
}
