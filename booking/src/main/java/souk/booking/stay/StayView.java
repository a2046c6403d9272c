package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayTerms;

/**
 * A stay as its guest sees it.
 *
 * @param status {@code HELD}, {@code CANCELLED} or {@code EXPIRED}
 * @param reason of a cancelled one
 * @param hold until when the rooms are his; null when they are not
 */
@Introspected
record StayView(
    UUID id,
    String status,
    @Nullable String reason,
    StayTerms terms,
    @Nullable Hold hold,
    Instant heldAt,
    long version) {

  /**
   * How long rooms are held.
   *
   * @param renewable whether the time may be renewed
   */
  @Introspected
  record Hold(Instant expiresAt, long expiresInMs, boolean renewable) {}

  /** What is over by the clock is shown as such, whether its row says so yet or not. */
  static StayView of(Stay stay, Instant now) {
    return switch (stay.state()) {
      case StayState.Held held when held.expiresAt().isAfter(now) ->
          view(stay, StayState.Held.STATUS, null, hold(held, now));
      case StayState.Held _ -> view(stay, StayState.Expired.STATUS, null, null);
      case StayState.Cancelled cancelled ->
          view(stay, cancelled.status(), cancelled.reason(), null);
      case StayState.Expired expired -> view(stay, expired.status(), null, null);
    };
  }

  private static Hold hold(StayState.Held held, Instant now) {
    var left = Duration.between(now, held.expiresAt()).toMillis();
    return new Hold(held.expiresAt(), left, held.renewals() == 0);
  }

  private static StayView view(
      Stay stay, String status, @Nullable String reason, @Nullable Hold hold) {
    return new StayView(
        stay.id(), status, reason, StayTerms.of(stay.quote()), hold, stay.heldAt(), stay.version());
  }
}
