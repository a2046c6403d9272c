package souk.booking.stay.details;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.MealPlan;
import souk.booking.stay.hotel.PaymentRule;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.hotel.RoomType;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.quote.StayOffers;
import souk.platform.money.Money;

/**
 * A hotel as a guest reads of it.
 *
 * @param offers for the dates that were asked for; null without dates
 */
@Introspected
record HotelDetails(
    UUID id,
    String cityId,
    Hotel.Facts facts,
    String zone,
    int taxBasisPoints,
    Money cityTax,
    List<RoomType> roomTypes,
    List<Plan> ratePlans,
    @Nullable List<StayOffers.Offer> offers) {

  /** A plan with its policy for machines and for people. */
  @Introspected
  record Plan(
      UUID id,
      UUID hotelId,
      String name,
      MealPlan mealPlan,
      Policy policy,
      List<String> policyInWords,
      Policy.Refundability refundability,
      PaymentRule payment) {
    static Plan of(RatePlan plan, Hotel hotel) {
      return new Plan(
          plan.id(),
          plan.hotelId(),
          plan.name(),
          plan.mealPlan(),
          plan.policy(),
          PolicyWords.of(plan.policy(), hotel.currency()),
          plan.refundability(),
          plan.payment());
    }
  }
}
