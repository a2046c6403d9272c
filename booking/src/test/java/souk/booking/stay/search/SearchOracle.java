package souk.booking.stay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import souk.booking.BookingNode;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.hotel.RoomType;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.quote.StayQuotes;
import souk.booking.stay.quote.StayWish;
import souk.booking.stay.review.HotelRatings;
import souk.booking.stay.review.HotelRatings.HotelRating;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** What a search must answer, by asking for a quote of everything that it could be. */
final class SearchOracle {
  private final Hotels hotels;
  private final StayQuotes quotes;
  private final HotelRatings ratings;

  SearchOracle(BookingNode node) {
    this.hotels = node.bean(Hotels.class);
    this.quotes = node.bean(StayQuotes.class);
    this.ratings = node.bean(HotelRatings.class);
  }

  /** A hotel that has rooms and the least that a stay costs there. */
  record Expected(UUID hotelId, long metres, Money total, HotelRating rating) {}

  /** Of these hotels, in the order of the wish. */
  List<Expected> expected(UUID guest, SearchWish wish, List<UUID> candidates) {
    return candidates.stream()
        .map(id -> hotels.find(id).orElseThrow())
        .filter(hotel -> isWanted(hotel, wish))
        .flatMap(hotel -> cheapest(guest, wish, hotel).stream())
        .sorted(order(wish))
        .toList();
  }

  /** The quote of just what was offered. */
  Money quoted(UUID guest, FoundStay found) {
    var offer = found.offer();
    var span = new Span(offer.arrival(), offer.departure());
    var price = quotes.quote(guest, new StayWish(found.hotel().id(), span, offer.rooms())).quote();
    assertThat(price.price().net()).isEqualTo(offer.nights());
    assertThat(price.price().tax()).isEqualTo(offer.tax());
    assertThat(price.price().cityTax()).isEqualTo(offer.cityTax());
    return price.price().total();
  }

  private boolean isWanted(Hotel hotel, SearchWish wish) {
    var filter = wish.filter();
    var radius = wish.area().radiusMetres();
    return (radius == null || metres(hotel, wish) <= radius)
        && (filter.stars().isEmpty() || filter.stars().contains(hotel.facts().stars()))
        && hotel.facts().amenities().containsAll(filter.amenities())
        && (filter.currency() == null
            || filter.currency().equals(hotel.currency().getCurrencyCode()))
        && (filter.ratingMin() == null
            || stars(ratings.of(hotel.id())).compareTo(filter.ratingMin()) >= 0);
  }

  private static long metres(Hotel hotel, SearchWish wish) {
    return Math.round(hotel.facts().place().haversineMetres(wish.area().centre()));
  }

  private Optional<Expected> cheapest(UUID guest, SearchWish wish, Hotel hotel) {
    var totals = LongStream.builder();
    for (int day = -wish.flexibleDays(); day <= wish.flexibleDays(); day++) {
      for (var type : hotels.types(hotel.id())) {
        for (var plan : hotels.plans(hotel.id())) {
          total(guest, wish, hotel, day, type, plan).ifPresent(totals::add);
        }
      }
    }
    var least = totals.build().filter(total -> isInRange(total, wish.filter())).min();
    return least.stream()
        .mapToObj(total ->
            new Expected(
                hotel.id(),
                metres(hotel, wish),
                new Money(total, hotel.currency()),
                ratings.of(hotel.id())))
        .findFirst();
  }

  private static boolean isInRange(long total, SearchWish.Filter filter) {
    return (filter.priceMin() == null || total >= filter.priceMin())
        && (filter.priceMax() == null || total <= filter.priceMax());
  }

  private OptionalLong total(
      UUID guest, SearchWish wish, Hotel hotel, int day, RoomType type, RatePlan plan) {
    var party = wish.party();
    var rooms = rooms(party.rooms(), party.adults(), party.children(), type, plan);
    if (rooms.isEmpty()) return OptionalLong.empty();
    var span = wish.span();
    var other = new Span(span.arrival().plusDays(day), span.departure().plusDays(day));
    try {
      var quote = quotes.quote(guest, new StayWish(hotel.id(), other, rooms.get()));
      return OptionalLong.of(quote.quote().price().total().minor());
    } catch (Problem _) {
      return OptionalLong.empty();
    }
  }

  /** The first way in which they find beds, all ways being tried. */
  private static Optional<List<RoomWish>> rooms(
      int rooms, int adults, int children, RoomType type, RatePlan plan) {
    if (rooms == 0) return adults + children == 0 ? Optional.of(List.of()) : Optional.empty();
    return IntStream.rangeClosed(1, adults)
        .boxed()
        .flatMap(here ->
            IntStream.rangeClosed(0, children)
                .filter(young -> type.sleeps(here, young))
                .boxed()
                .flatMap(young ->
                    rooms(rooms - 1, adults - here, children - young, type, plan).stream()
                        .map(rest -> with(rest, new RoomWish(type.id(), plan.id(), here, young)))))
        .findFirst();
  }

  private static List<RoomWish> with(List<RoomWish> rest, RoomWish room) {
    var all = new ArrayList<>(rest);
    all.add(room);
    return all;
  }

  private static Comparator<Expected> order(SearchWish wish) {
    // as PostgreSQL compares them: byte by byte
    Comparator<Expected> byId = Comparator.comparing(found -> found.hotelId().toString());
    return switch (wish.order()) {
      case PRICE ->
          Comparator.<Expected, String>comparing(
                  found -> found.total().currency().getCurrencyCode())
              .thenComparing(found -> found.total().minor())
              .thenComparing(byId);
      case DISTANCE -> Comparator.comparing(Expected::metres).thenComparing(byId);
      case RATING ->
          Comparator.<Expected, BigDecimal>comparing(found -> stars(found.rating()))
              .thenComparing(found -> found.rating().reviews())
              .reversed()
              .thenComparing(byId);
    };
  }

  private static BigDecimal stars(HotelRating rating) {
    return Objects.requireNonNullElse(rating.average(), BigDecimal.ZERO);
  }
}
