package souk.booking.quote;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import souk.platform.problem.Problem;

/** For which times a ride may be booked, and for which of them present speeds mean something. */
@Singleton
final class BookingTimes {
  /** A jam is gone, or another has come, by then. */
  private static final Duration TRAFFIC_HOLDS = Duration.ofHours(1);

  private final Duration ahead;

  /**
   * @param ahead how long before it a ride may be booked
   */
  BookingTimes(@Value("${souk.quotes.ahead:30d}") Duration ahead) {
    this.ahead = ahead;
  }

  /**
   * @throws Problem 422 {@code pickup_at_out_of_range} for a time that has come or is too far away
   */
  void refuseOutOfRange(Instant pickupAt, Instant now) {
    var latest = now.plus(ahead);
    if (pickupAt.isAfter(now) && !pickupAt.isAfter(latest)) return;
    throw Problem.refused(
            "pickup_at_out_of_range", "A ride is booked for a time to come, until " + latest + ".")
        .with("latest", latest);
  }

  boolean isBeyondTraffic(Instant pickupAt, Instant now) {
    return pickupAt.isAfter(now.plus(TRAFFIC_HOLDS));
  }
}
