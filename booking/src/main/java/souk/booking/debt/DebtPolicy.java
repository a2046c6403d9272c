package souk.booking.debt;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a debt is collected by itself, and when it is not worth it. */
@Singleton
final class DebtPolicy {
  private final List<Duration> pauses;
  private final long minimum;

  /**
   * @param pauses before the first, second, … attempt by itself; when they are used up the rider
   *     has to pay
   * @param minimum in minor units; what is less cannot be taken from a card and is written off
   */
  DebtPolicy(
      @Value("${souk.debts.pauses:10m,1h,6h,1d,3d,7d}") List<Duration> pauses,
      @Value("${souk.debts.minimum:50}") long minimum) {
    this.pauses = pauses;
    this.minimum = minimum;
  }

  boolean isWorthIt(long minor) {
    return minor >= minimum;
  }

  /** The pause after so many attempts, whoever made them; null when there is no further one. */
  @Nullable Long pauseSeconds(int attempts) {
    return attempts < pauses.size() ? pauses.get(attempts).toSeconds() : null;
  }
}
