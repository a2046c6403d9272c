package souk.booking.stay.search;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.MealPlan;
import souk.booking.stay.hotel.PaymentRule;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.review.HotelRatings.HotelRating;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * A hotel that has rooms, and the cheapest stay that it offers.
 *
 * @param distanceM from the middle of the area, in metres
 */
@Introspected
record FoundStay(FoundHotel hotel, long distanceM, Offer offer) {

  /**
   * What is shown of a hotel in a list.
   *
   * @param photo the first
   */
  @Introspected
  record FoundHotel(
      UUID id,
      String cityId,
      String name,
      Point place,
      int stars,
      List<String> amenities,
      @Nullable String photo,
      HotelRating rating) {}

  /** What the rooms are. */
  @Introspected
  record OfferedType(UUID id, String name) {}

  /** Under which terms. */
  @Introspected
  record OfferedPlan(
      UUID id,
      String name,
      MealPlan mealPlan,
      Policy.Refundability refundability,
      PaymentRule payment) {}

  /**
   * A stay as it would be quoted now.
   *
   * @param rooms as the request for a quote takes them
   * @param nights all of them in all rooms, before tax
   */
  @Introspected
  record Offer(
      LocalDate arrival,
      LocalDate departure,
      OfferedType roomType,
      OfferedPlan ratePlan,
      List<RoomWish> rooms,
      Money nights,
      Money tax,
      Money cityTax,
      Money total) {}
}
