package souk.booking.stay;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.quote.StayQuote;

/** What the days of a stay are for its hotel: counted on the hotel's calendar, by its clock. */
@Singleton
final class StayDays {
  private final int noShowHour;
  private final Duration grace;
  private final Duration divideAfter;

  /**
   * @param noShowHour of the day of arrival, on the hotel's clock; never before the check-in time
   * @param grace from when its guest must be gone until the stay ends though nobody said so
   * @param divideAfter from checking in until the money is the hotel's
   * @throws IllegalArgumentException in one sentence, when one is out of range
   */
  StayDays(
      @Value("${souk.stays.no-show-hour:20}") int noShowHour,
      @Value("${souk.stays.check-out-grace:12h}") Duration grace,
      @Value("${souk.stays.divide-after:24h}") Duration divideAfter) {
    if (noShowHour < 0 || noShowHour > 23) {
      throw new IllegalArgumentException(
          "souk.stays.no-show-hour must be from 0 to 23, not " + noShowHour);
    }
    this.noShowHour = noShowHour;
    this.grace = within("check-out-grace", grace, Duration.ofDays(7));
    this.divideAfter = within("divide-after", divideAfter, Duration.ofDays(30));
  }

  StayTimes of(Hotel hotel, StayQuote quote) {
    var arrival = quote.wish().span().arrival();
    var missed = arrival.atTime(noShowHour, 0).atZone(hotel.zone()).toInstant();
    return new StayTimes(
        arrival.atStartOfDay(hotel.zone()).toInstant(),
        later(missed, quote.checkInAt()),
        quote.checkOutAt().plus(grace));
  }

  long divideMillis() {
    return divideAfter.toMillis();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Duration within(String name, Duration value, Duration max) {
    if (!value.isNegative() && value.compareTo(max) <= 0) return value;
    throw new IllegalArgumentException(
        "souk.stays.%s must be from 0 to %s, not %s".formatted(name, max, value));
  }
}
