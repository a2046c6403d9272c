package souk.booking.stay.search;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.Span;

/**
 * What somebody looks for.
 *
 * @param flexibleDays how many days earlier or later the stay may begin, as long as it is
 */
record SearchWish(
    Area area, Span span, int flexibleDays, Party party, Filter filter, SearchOrder order) {

  /** How many people in how many rooms, all of one type and under one plan. */
  record Party(int rooms, int adults, int children) {}

  /**
   * What else a hotel or its offer must be.
   *
   * @param currency null for any
   * @param priceMin of the whole stay with taxes, in minor units of that currency; null for any
   * @param priceMax likewise
   * @param stars any of these; none for any
   * @param ratingMin what guests have given it on average, in stars, at least; null for any, also
   *     for one that nobody has rated
   * @param amenities all of these
   * @param text what its name is like; null for any
   */
  record Filter(
      @Nullable String currency,
      @Nullable Long priceMin,
      @Nullable Long priceMax,
      List<Integer> stars,
      @Nullable BigDecimal ratingMin,
      List<String> amenities,
      @Nullable String text) {
    Filter {
      stars = List.copyOf(stars);
      amenities = List.copyOf(amenities);
    }
  }
}
