package souk.booking.stay.hotel;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import souk.booking.stay.policy.Policy;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

/** All hotels with their kinds of rooms and their plans. */
@Singleton
public final class Hotels {
  private static final int TYPES_MAX = 50;
  private static final int PLANS_MAX = 50;

  private final HotelRows hotels;
  private final RoomTypeRows types;
  private final RatePlanRows plans;
  private final Json json;

  Hotels(HotelRows hotels, RoomTypeRows types, RatePlanRows plans, Json json) {
    this.hotels = hotels;
    this.types = types;
    this.plans = plans;
    this.json = json;
  }

  public Optional<Hotel> find(UUID hotelId) {
    return hotels.find(hotelId).map(this::hotel);
  }

  /**
   * @throws Problem 404 for a hotel that is not this host's
   */
  public Hotel ofHost(UUID hostId, UUID hotelId) {
    return find(hotelId)
        .filter(hotel -> hotel.hostId().equals(hostId))
        .orElseThrow(() -> Problem.notFound("hotel"));
  }

  public List<RoomType> types(UUID hotelId) {
    return types.of(hotelId);
  }

  public Optional<RoomType> type(UUID hotelId, UUID roomTypeId) {
    return types.find(hotelId, roomTypeId);
  }

  public List<RatePlan> plans(UUID hotelId) {
    return plans.of(hotelId).stream().map(this::plan).toList();
  }

  /**
   * Makes the next version of a type's nights, and keeps everybody else from doing so until the
   * present transaction ends; false when it is no longer the one that was seen.
   */
  public boolean nextCalendar(RoomType type, long seen) {
    return types.nextCalendar(type.hotelId(), type.id(), seen) == 1;
  }

  <T> Page<T> page(UUID hostId, Cursor from, int limit, Function<Hotel, T> item) {
    var found = hotels.ofHost(hostId, from.createdAt(), from.id(), limit + 1);
    return Page.of(
        found.stream().map(this::hotel).toList(), limit, Hotel::createdAt, Hotel::id, item);
  }

  Hotel open(
      UUID hostId, City city, Hotel.Facts facts, ZoneId zone, int taxBasisPoints, long cityTax) {
    var id = UuidCreator.getTimeOrderedEpoch();
    hotels.enter(
        id,
        hostId,
        city.id().slug(),
        facts.name(),
        facts.description(),
        facts.place().lat(),
        facts.place().lon(),
        zone.getId(),
        city.currency().getCurrencyCode(),
        facts.stars(),
        json.write(facts.amenities()),
        json.write(facts.photos()),
        facts.checkIn(),
        facts.checkOut(),
        taxBasisPoints,
        cityTax);
    return find(id).orElseThrow();
  }

  /**
   * @throws Problem 422 {@code too_many_room_types}
   */
  RoomType addType(Hotel hotel, String name, int adultsMax, int childrenMax, int guestsMax) {
    var id = UuidCreator.getTimeOrderedEpoch();
    if (types.enter(id, hotel.id(), name, adultsMax, childrenMax, guestsMax, TYPES_MAX) == 1) {
      return types.find(hotel.id(), id).orElseThrow();
    }
    throw Problem.refused(
        "too_many_room_types", "A hotel has at most %d types of rooms.".formatted(TYPES_MAX));
  }

  /**
   * @throws Problem 422 {@code too_many_rate_plans}
   */
  RatePlan addPlan(
      Hotel hotel, String name, MealPlan mealPlan, Policy policy, PaymentRule payment) {
    var id = UuidCreator.getTimeOrderedEpoch();
    var text = json.write(policy);
    var meals = mealPlan.name();
    if (plans.enter(id, hotel.id(), name, meals, text, payment.name(), PLANS_MAX) == 1) {
      return new RatePlan(id, hotel.id(), name, mealPlan, policy, policy.refundability(), payment);
    }
    throw Problem.refused(
        "too_many_rate_plans", "A hotel has at most %d rate plans.".formatted(PLANS_MAX));
  }

  private Hotel hotel(HotelRow row) {
    var currency = Currency.getInstance(row.currency());
    return new Hotel(
        row.id(),
        row.hostId(),
        row.cityId(),
        new Hotel.Facts(
            row.name(),
            row.description(),
            new Point(row.lat(), row.lon()),
            row.stars(),
            List.of(json.read(row.amenities(), String[].class)),
            List.of(json.read(row.photos(), String[].class)),
            row.checkIn(),
            row.checkOut()),
        ZoneId.of(row.zone()),
        currency,
        row.taxBasisPoints(),
        new Money(row.cityTaxMinor(), currency),
        row.createdAt());
  }

  private RatePlan plan(RatePlanRow row) {
    var policy = json.read(row.policy(), Policy.class);
    return new RatePlan(
        row.id(),
        row.hotelId(),
        row.name(),
        MealPlan.valueOf(row.mealPlan()),
        policy,
        policy.refundability(),
        PaymentRule.valueOf(row.payment()));
  }
}
