package souk.booking.quote;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.tariff.Tariff;
import souk.booking.quote.tariff.Tariffs;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Route;
import souk.dispatch.eta.RouteAnswer;
import souk.dispatch.eta.Routes;
import souk.dispatch.surge.Surge;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/** Makes quotes and reads them back. */
@Singleton
public final class Quotes {
  private static final int SAME_PLACE_METRES = 20;
  private static final Duration ROUTER_AWAY = Duration.ofSeconds(5);

  private final Cities cities;
  private final Routes routes;
  private final Surge surge;
  private final Tariffs tariffs;
  private final QuoteSeal seal;
  private final QuoteRows rows;
  private final DatabaseClock clock;
  private final Json json;
  private final Duration validity;
  private final BookingTimes bookingTimes;

  Quotes(
      Cities cities,
      Routes routes,
      Surge surge,
      Tariffs tariffs,
      QuoteSeal seal,
      QuoteRows rows,
      DatabaseClock clock,
      Json json,
      @Value("${souk.quotes.validity:2m}") Duration validity,
      BookingTimes bookingTimes) {
    this.cities = cities;
    this.routes = routes;
    this.surge = surge;
    this.tariffs = tariffs;
    this.seal = seal;
    this.rows = rows;
    this.clock = clock;
    this.json = json;
    this.validity = validity;
    this.bookingTimes = bookingTimes;
  }

  /** A quote and the signed token that stands for it. */
  public record Sealed(Quote quote, String token, Duration expiresIn) {}

  /**
   * Prices a ride with one product, as soon as possible.
   *
   * @throws Problem as {@link #quote(UUID, Point, Point, Instant, String)}
   */
  public Sealed quote(UUID riderId, Point pickup, Point dropoff, String product) {
    return quote(riderId, pickup, dropoff, null, product);
  }

  /**
   * Prices a ride with one product.
   *
   * @param pickupAt when the rider wants to be picked up; null for as soon as possible
   * @throws Problem 422 {@code outside_service_area}, {@code no_route}, {@code same_place}, {@code
   *     product_not_offered} or {@code pickup_at_out_of_range}; 503 while the roads are not loaded
   */
  public Sealed quote(
      UUID riderId, Point pickup, Point dropoff, @Nullable Instant pickupAt, String product) {
    var city = cityOf(pickup, dropoff);
    var tariff = tariffs.inForce(city, product).orElseThrow(() -> notOffered(product));
    return sealed(new Way(riderId, city, pickup, dropoff, pickupAt), List.of(tariff)).getFirst();
  }

  /**
   * Prices a ride with every product that the city sells, all by one route on one set of speeds.
   *
   * @throws Problem as for one product
   */
  public List<Sealed> quoteAll(
      UUID riderId, Point pickup, Point dropoff, @Nullable Instant pickupAt) {
    var city = cityOf(pickup, dropoff);
    var sold = tariffs.inForce(city);
    if (sold.isEmpty()) throw notOffered("product");
    return sealed(new Way(riderId, city, pickup, dropoff, pickupAt), sold);
  }

  /** Keeps a quote that was made elsewhere. */
  public void keep(Quote quote, Instant madeAt) {
    rows.save(row(quote, madeAt));
  }

  /** A quote as it was made, for as long as quotes are kept. */
  public Optional<Quote> find(UUID quoteId) {
    return rows.findById(quoteId).map(row -> json.read(row.content(), Quote.class));
  }

  /**
   * The quote that a rider brings back, expired or not.
   *
   * @throws Problem 422 {@code quote_invalid} when it is not ours or not his
   */
  public Quote open(String token, UUID riderId) {
    var quote = seal.open(token);
    if (quote.riderId().equals(riderId)) return quote;
    throw Problem.refused("quote_invalid", "This quote was made for another account.");
  }

  /** Who wants to go where, and when. */
  private record Way(
      UUID riderId, City city, Point pickup, Point dropoff, @Nullable Instant pickupAt) {
    private Way {
      // rows and cursors do not know what is finer
      pickupAt = pickupAt == null ? null : pickupAt.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  private List<Sealed> sealed(Way way, List<Tariff> sold) {
    var now = clock.now();
    if (way.pickupAt != null) bookingTimes.refuseOutOfRange(way.pickupAt, now);
    var route = found(asked(way, now));
    var made = sold.stream().map(tariff -> priced(way, route, tariff, now)).toList();
    rows.saveAll(made.stream().map(quote -> row(quote, now)).toList());
    return made.stream().map(quote -> new Sealed(quote, seal.seal(quote), validity)).toList();
  }

  private Quote priced(Way way, Route route, Tariff tariff, Instant now) {
    var raise = surge.at(way.city, tariff.product(), way.pickup);
    return new Quote(
        UuidCreator.getTimeOrderedEpoch(),
        way.riderId,
        way.city.id().slug(),
        tariff.product(),
        way.pickup,
        way.dropoff,
        route.metres(),
        route.time().toSeconds(),
        route.trafficVersion(),
        Pricing.fare(tariff.pinned(), route.metres(), route.time(), raise.multiplier()),
        raise.multiplier(),
        raise.version(),
        now.plus(validity),
        tariff.pinned(),
        way.pickupAt);
  }

  private static Problem notOffered(String product) {
    return Problem.refused("product_not_offered", "There is no " + product + " in this city.");
  }

  private City cityOf(Point pickup, Point dropoff) {
    refuseSamePlace(pickup, dropoff);
    return serving(pickup, dropoff);
  }

  /**
   * @throws Problem 422 {@code same_place} when nobody needs a car from one to the other
   */
  public static void refuseSamePlace(Point from, Point to) {
    if (from.haversineMetres(to) < SAME_PLACE_METRES) {
      throw Problem.refused("same_place", "Pick-up and drop-off are the same place.");
    }
  }

  /**
   * The city in which a ride begins and ends.
   *
   * @throws Problem 422 {@code outside_service_area}
   */
  public City serving(Point pickup, Point dropoff) {
    var city =
        cities.at(pickup).orElseThrow(() -> outside("pick-up", cities.nearest(pickup).point()));
    // a place that another city serves is no place to end at either
    if (!city.area().contains(dropoff)) throw outside("drop-off", city.area().nearestTo(dropoff));
    return city;
  }

  private static Problem outside(String which, Point nearest) {
    return Problem.refused("outside_service_area", "The " + which + " is outside our service area.")
        .with("nearest", nearest);
  }

  /**
   * The way between two places in a city, on the present speeds.
   *
   * @throws Problem 422 {@code no_route}; 503 while the roads are not loaded
   */
  public Route way(City city, Point from, Point to) {
    return found(routes.route(city.id(), from, to));
  }

  private static Route found(RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Found(Route route) -> route;
      case RouteAnswer.NoRoute(RouteAnswer.Reason _) ->
          throw Problem.refused("no_route", "No road leads from the pick-up to the drop-off.");
      case RouteAnswer.Unavailable(String _) ->
          throw Problem.unavailable("router_away", "Roads are not loaded yet.", ROUTER_AWAY);
    };
  }

  /** What the traffic is now says nothing of the traffic then. */
  private RouteAnswer asked(Way way, Instant now) {
    var city = way.city.id();
    return way.pickupAt != null && bookingTimes.isBeyondTraffic(way.pickupAt, now)
        ? routes.routeInFreeFlow(city, way.pickup, way.dropoff)
        : routes.route(city, way.pickup, way.dropoff);
  }

  private QuoteRow row(Quote quote, Instant now) {
    return new QuoteRow(
        quote.id(),
        quote.cityId(),
        quote.riderId(),
        quote.product(),
        json.write(quote),
        now,
        quote.expiresAt());
  }
}
