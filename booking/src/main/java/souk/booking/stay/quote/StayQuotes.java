package souk.booking.stay.quote;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.booking.quote.QuoteSeal;
import souk.booking.stay.calendar.Calendar;
import souk.booking.stay.calendar.Calendars;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.hotel.RoomType;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Makes quotes of stays and reads them back. A quote says what a stay costs at that moment; whether
 * it still does, and whether the rooms are still there, is judged when they are held.
 */
@Singleton
public final class StayQuotes {
  private static final String KIND = "stay";

  private final Hotels hotels;
  private final Calendars calendars;
  private final StayLimits limits;
  private final QuoteSeal seal;
  private final DatabaseClock clock;

  StayQuotes(
      Hotels hotels, Calendars calendars, StayLimits limits, QuoteSeal seal, DatabaseClock clock) {
    this.hotels = hotels;
    this.calendars = calendars;
    this.limits = limits;
    this.seal = seal;
    this.clock = clock;
  }

  /** A quote and the signed token that stands for it. */
  public record Sealed(StayQuote quote, String token, Duration expiresIn) {}

  /**
   * Prices a stay that can be had.
   *
   * @throws Problem 404; 409 {@code sold_out}; 422 {@code stay_restricted}, {@code
   *     stay_out_of_range}, {@code stay_too_long}, {@code too_many_rooms}, {@code
   *     room_type_unknown}, {@code rate_plan_unknown}, {@code too_many_guests}
   */
  public Sealed quote(UUID guestId, StayWish wish) {
    var hotel = hotel(wish);
    limits.refuse(wish, hotel.today(clock.now()));
    refuseUnknown(wish);
    var span = wish.span();
    var calendar =
        calendars.forGuest(guestId, hotel.id(), wish.types(), span.arrival(), span.departure());
    var refusals = Availability.refusals(wish, calendar);
    if (!refusals.isEmpty()) throw refused(guestId, wish, refusals);
    return sealed(price(guestId, wish, calendar));
  }

  /** What a stay that can be had costs by this calendar. */
  public StayQuote price(UUID guestId, StayWish wish, Calendar calendar) {
    var hotel = hotel(wish);
    Map<UUID, RatePlan> plans =
        hotels.plans(hotel.id()).stream().collect(toMap(RatePlan::id, identity()));
    return price(guestId, wish, hotel, plans, calendar, clock.now());
  }

  /**
   * As {@link #price(UUID, StayWish, Calendar)}, with what has been read already.
   *
   * @param plans of the hotel, by id
   */
  StayQuote price(
      UUID guestId,
      StayWish wish,
      Hotel hotel,
      Map<UUID, RatePlan> plans,
      Calendar calendar,
      Instant now) {
    return new StayQuote(
        UuidCreator.getTimeOrderedEpoch(),
        guestId,
        wish,
        StayPrice.of(wish, hotel, plans, calendar),
        hotel.checkIn(wish.span().arrival()).toInstant(),
        hotel.checkOut(wish.span().departure()).toInstant(),
        now.plus(limits.quoteValidity()));
  }

  /** The quote with the token that a guest holds it by. */
  public Sealed sealed(StayQuote quote) {
    return new Sealed(quote, seal.seal(KIND, quote), limits.quoteValidity());
  }

  /**
   * The quote that a guest brings back, expired or not.
   *
   * @throws Problem 422 {@code quote_invalid} when it is not ours or not his
   */
  public StayQuote open(String token, UUID guestId) {
    var quote = seal.open(KIND, token, StayQuote.class);
    if (quote.guestId().equals(guestId)) return quote;
    throw Problem.refused("quote_invalid", "This quote was made for another account.");
  }

  /** Why a stay cannot be had, with the nearest that can. */
  public Problem refused(UUID guestId, StayWish wish, List<Refusal> refusals) {
    if (refusals.stream().noneMatch(refusal -> refusal.reason().isSoldOut())) {
      return Problem.refused("stay_restricted", "The hotel does not sell a stay of these days.")
          .with("nights", refusals)
          .with("alternatives", near(guestId, wish));
    }
    return Problem.conflict("sold_out", "Not every night of this stay is free.")
        .with("nights", refusals)
        .with("alternatives", near(guestId, wish));
  }

  private List<?> near(UUID guestId, StayWish wish) {
    var span = wish.span();
    var days = 7;
    var calendar =
        calendars.forGuest(
            guestId,
            wish.hotelId(),
            wish.types(),
            span.arrival().minusDays(days),
            span.departure().plusDays(days));
    var today = hotel(wish).today(clock.now());
    return Availability.near(wish, calendar, days, 3, today).stream().map(StayWish::span).toList();
  }

  private Hotel hotel(StayWish wish) {
    return hotels.find(wish.hotelId()).orElseThrow(() -> Problem.notFound("hotel"));
  }

  private void refuseUnknown(StayWish wish) {
    var types = hotels.types(wish.hotelId()).stream().collect(toMap(RoomType::id, identity()));
    var plans = hotels.plans(wish.hotelId()).stream().map(RatePlan::id).toList();
    for (var room : wish.rooms()) {
      var type = types.get(room.roomTypeId());
      if (type == null) {
        throw Problem.refused("room_type_unknown", "The hotel has no such type of rooms.")
            .with("room_type_id", room.roomTypeId());
      }
      if (!plans.contains(room.ratePlanId())) {
        throw Problem.refused("rate_plan_unknown", "The hotel has no such rate plan.")
            .with("rate_plan_id", room.ratePlanId());
      }
      if (type.sleeps(room.adults(), room.children())) continue;
      throw Problem.refused("too_many_guests", "A room of this type does not sleep so many.")
          .with("room_type_id", type.id())
          .with("guests_max", type.guestsMax());
    }
  }
}
