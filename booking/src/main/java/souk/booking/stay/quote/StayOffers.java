package souk.booking.stay.quote;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.Calendar;
import souk.booking.stay.calendar.Calendars;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.hotel.RoomType;
import souk.platform.postgres.DatabaseClock;

/** Everything that a hotel offers for some nights, as quotes of one room each would say. */
@Singleton
public final class StayOffers {
  private final Hotels hotels;
  private final Calendars calendars;
  private final StayQuotes quotes;
  private final StayLimits limits;
  private final DatabaseClock clock;

  StayOffers(
      Hotels hotels,
      Calendars calendars,
      StayQuotes quotes,
      StayLimits limits,
      DatabaseClock clock) {
    this.hotels = hotels;
    this.calendars = calendars;
    this.quotes = quotes;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A room of a type under a plan.
   *
   * @param terms null when it cannot be had
   * @param against what stands against it, night by night; nothing when it can be had
   */
  @Introspected
  public record Offer(
      UUID roomTypeId, UUID ratePlanId, @Nullable StayTerms terms, List<Refusal> against) {}

  /**
   * Of all types that sleep so many and all plans under which any of the nights is sold.
   *
   * @throws souk.platform.problem.Problem 422 {@code stay_out_of_range}, {@code stay_too_long}
   */
  public List<Offer> of(UUID guestId, Hotel hotel, Span span, int adults, int children) {
    var now = clock.now();
    limits.refuse(new StayWish(hotel.id(), span, List.of()), hotel.today(now));
    var types = types(hotel, adults, children);
    var calendar = calendars.forGuest(guestId, hotel.id(), types, span.arrival(), span.departure());
    var plans = hotels.plans(hotel.id()).stream().collect(toMap(RatePlan::id, identity()));
    return types.stream()
        .flatMap(type ->
            plans.keySet().stream()
                .sorted()
                .map(plan -> new RoomWish(type, plan, adults, children)))
        .filter(room -> isSold(room, span, calendar))
        .map(room -> new StayWish(hotel.id(), span, List.of(room)))
        .map(wish -> offer(guestId, wish, hotel, plans, calendar, now))
        .toList();
  }

  private List<UUID> types(Hotel hotel, int adults, int children) {
    return hotels.types(hotel.id()).stream()
        .filter(type -> type.sleeps(adults, children))
        .map(RoomType::id)
        .toList();
  }

  private static boolean isSold(RoomWish room, Span span, Calendar calendar) {
    return span.nights().stream()
        .anyMatch(night -> calendar.price(room.ratePlanId(), room.roomTypeId(), night).isPresent());
  }

  private Offer offer(
      UUID guestId,
      StayWish wish,
      Hotel hotel,
      Map<UUID, RatePlan> plans,
      Calendar calendar,
      Instant now) {
    var room = wish.rooms().getFirst();
    var against = Availability.refusals(wish, calendar);
    var terms =
        against.isEmpty()
            ? StayTerms.of(quotes.price(guestId, wish, hotel, plans, calendar, now))
            : null;
    return new Offer(room.roomTypeId(), room.ratePlanId(), terms, against);
  }
}
