package souk.platform.identity.attempt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import souk.platform.problem.Problem;

/** Admits attempts at a rate, over all processes: the count is a row in PostgreSQL. */
@Singleton
public final class Rates {
  private final RateRows rows;

  Rates(RateRows rows) {
    this.rows = rows;
  }

  /** Admits one attempt of somebody, or answers after what time the next is. */
  public Optional<Duration> refusal(Rate rate, String who) {
    var intervalMs = rate.interval().toMillis();
    var slackMs = intervalMs * (rate.burst() - 1);
    if (rows.take(rate.key(who), intervalMs, slackMs) == 1) return Optional.empty();
    var waitMs = rows.dueInMs(rate.key(who)).orElse(slackMs) - slackMs;
    return Optional.of(Duration.ofMillis(Math.max(1, waitMs)));
  }

  /**
   * Admits one attempt of somebody.
   *
   * @throws Problem 429 {@code too_many_attempts} with the time to wait
   */
  public void admit(Rate rate, String who) {
    refusal(rate, who).ifPresent(Rates::refuse);
  }

  /** Takes an attempt back that was none. */
  public void giveBack(Rate rate, String who) {
    rows.giveBack(rate.key(who), rate.interval().toMillis());
  }

  void forget() {
    rows.forget();
  }

  static void refuse(Duration wait) {
    // rounded up: whoever comes back after the whole seconds we say must be admitted
    var seconds = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
    throw Problem.tooMany(
        "too_many_attempts",
        "Too many attempts; try again in " + seconds.toSeconds() + " s.",
        seconds);
  }
}
