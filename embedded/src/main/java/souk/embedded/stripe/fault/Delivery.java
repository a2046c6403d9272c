package souk.embedded.stripe.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.api.Answer;

/**
 * What reaches the caller, and when.
 *
 * @param answer null when the connection is reset instead
 */
public record Delivery(@Nullable Answer answer, Duration after) {
  static Delivery lost(Duration after) {
    return new Delivery(null, after);
  }

  /** The answer, if one arrives. */
  public Optional<Answer> arriving() {
    return Optional.ofNullable(answer);
  }
}
