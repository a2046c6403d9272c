package souk.booking.quote;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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

  Quotes(
      Cities cities,
      Routes routes,
      Surge surge,
      Tariffs tariffs,
      QuoteSeal seal,
      QuoteRows rows,
      DatabaseClock clock,
      Json json,
      @Value("${souk.quotes.validity:2m}") Duration validity) {
    this.cities = cities;
    this.routes = routes;
    this.surge = surge;
    this.tariffs = tariffs;
    this.seal = seal;
    this.rows = rows;
    this.clock = clock;
    this.json = json;
    this.validity = validity;
  }

  /** A quote and the signed token that stands for it. */
  public record Sealed(Quote quote, String token, Duration expiresIn) {}

  /**
   * Prices a ride.
   *
   * @throws Problem 422 {@code outside_service_area}, {@code no_route}, {@code same_place} or
   *     {@code product_not_offered}; 503 while the roads are not loaded
   */
  public Sealed quote(UUID riderId, Point pickup, Point dropoff, String product) {
    var city = cityOf(pickup, dropoff);
    var tariff =
        tariffs
            .find(city, product)
            .orElseThrow(() ->
                Problem.refused(
                    "product_not_offered", "There is no " + product + " in this city."));
    var route = route(city, pickup, dropoff);
    var multiplier = surge.at(city, product, pickup);
    var now = clock.now();
    var quote =
        new Quote(
            UuidCreator.getTimeOrderedEpoch(),
            riderId,
            city.id().slug(),
            product,
            pickup,
            dropoff,
            route.metres(),
            route.time().toSeconds(),
            route.trafficVersion(),
            tariff.fare(route.metres(), route.time(), multiplier.multiplier()),
            multiplier.multiplier(),
            multiplier.version(),
            now.plus(validity));
    remember(quote, now);
    return new Sealed(quote, seal.seal(quote), validity);
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

  private City cityOf(Point pickup, Point dropoff) {
    if (pickup.haversineMetres(dropoff) < SAME_PLACE_METRES) {
      throw Problem.refused("same_place", "Pick-up and drop-off are the same place.");
    }
    var city = cities.at(pickup).orElseThrow(() -> outside("pick-up", pickup));
    if (!city.area().contains(dropoff)) throw outside("drop-off", dropoff);
    return city;
  }

  private Problem outside(String which, Point point) {
    return Problem.refused("outside_service_area", "The " + which + " is outside our service area.")
        .with("nearest", cities.nearest(point).point());
  }

  private Route route(City city, Point pickup, Point dropoff) {
    return switch (routes.route(city.id(), pickup, dropoff)) {
      case RouteAnswer.Found(Route route) -> route;
      case RouteAnswer.NoRoute(RouteAnswer.Reason _) ->
          throw Problem.refused("no_route", "No road leads from the pick-up to the drop-off.");
      case RouteAnswer.Unavailable(String _) ->
          throw Problem.unavailable("router_away", "Roads are not loaded yet.", ROUTER_AWAY);
    };
  }

  private void remember(Quote quote, Instant now) {
    rows.save(
        new QuoteRow(
            quote.id(),
            quote.cityId(),
            quote.riderId(),
            quote.product(),
            json.write(quote),
            now,
            quote.expiresAt()));
  }
}
