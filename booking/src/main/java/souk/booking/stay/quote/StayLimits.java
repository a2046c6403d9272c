package souk.booking.stay.quote;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import souk.platform.problem.Problem;

/** How large and how far away a stay may be. */
@Singleton
public final class StayLimits {
  private final Duration quoteValidity;
  private final int nightsMax;
  private final int roomsMax;
  private final int aheadDays;

  /**
   * @throws IllegalArgumentException in one sentence, when one is out of range
   */
  StayLimits(
      @Value("${souk.stays.quote-validity:10m}") Duration quoteValidity,
      @Value("${souk.stays.nights-max:30}") int nightsMax,
      @Value("${souk.stays.rooms-max:8}") int roomsMax,
      @Value("${souk.stays.ahead-days:500}") int aheadDays) {
    if (!quoteValidity.isPositive() || quoteValidity.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "souk.stays.quote-validity must be up to a day, not " + quoteValidity);
    }
    this.quoteValidity = quoteValidity;
    this.nightsMax = within("nights-max", nightsMax, 90);
    this.roomsMax = within("rooms-max", roomsMax, 20);
    this.aheadDays = within("ahead-days", aheadDays, 3_660);
  }

  /** How long a quote is good for. */
  public Duration quoteValidity() {
    return quoteValidity;
  }

  /** How many nights a stay has at most. */
  public int nightsMax() {
    return nightsMax;
  }

  /** How many rooms it has at most. */
  public int roomsMax() {
    return roomsMax;
  }

  /** How many days from today on it may begin. */
  public int aheadDays() {
    return aheadDays;
  }

  /**
   * @param today on the hotel's calendar
   * @throws Problem 422 {@code stay_out_of_range}, {@code stay_too_long}, {@code too_many_rooms}
   */
  void refuse(StayWish wish, LocalDate today) {
    var last = today.plusDays(aheadDays);
    var arrival = wish.span().arrival();
    if (arrival.isBefore(today) || arrival.isAfter(last)) {
      throw Problem.refused(
              "stay_out_of_range", "A stay begins from %s to %s.".formatted(today, last))
          .with("first", today)
          .with("last", last);
    }
    if (wish.span().length() > nightsMax) {
      throw Problem.refused("stay_too_long", "At most %d nights.".formatted(nightsMax))
          .with("nights_max", nightsMax);
    }
    if (wish.rooms().size() > roomsMax) {
      throw Problem.refused("too_many_rooms", "At most %d rooms.".formatted(roomsMax))
          .with("rooms_max", roomsMax);
    }
  }

  private static int within(String name, int value, int max) {
    if (value >= 1 && value <= max) return value;
    throw new IllegalArgumentException(
        "souk.stays.%s must be from 1 to %d, not %d".formatted(name, max, value));
  }
}
