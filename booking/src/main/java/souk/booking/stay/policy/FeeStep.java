package souk.booking.stay.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What cancelling costs from an instant on, until the next step.
 *
 * @param from null for from the booking on
 * @param feeMinor in the stay's currency
 */
public record FeeStep(@Nullable Instant from, long feeMinor) {
  Instant start() {
    return from == null ? Instant.MIN : from;
  }
}
