package souk.booking.destination;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.booking.fare.Metering;
import souk.booking.quote.Pricing;
import souk.booking.quote.Quote;
import souk.booking.quote.QuoteSeal;
import souk.booking.quote.Quotes;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Sighting;
import souk.dispatch.fleet.Sightings;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Prices rides that are to go elsewhere: what is driven so far and the way on from there, with the
 * tariff and the surge that the ride's own quote pinned. So a change costs no more than if it had
 * been ordered so, and never less than what is driven.
 */
@Singleton
public final class DestinationQuotes {
  private static final Logger log = LoggerFactory.getLogger(DestinationQuotes.class);

  /** Keeps the tokens apart from those that rides are requested with. */
  private static final String KIND = "destination";

  private final Quotes quotes;
  private final Metering metering;
  private final Sightings sightings;
  private final QuoteSeal seal;
  private final DatabaseClock clock;
  private final Duration validity;

  DestinationQuotes(
      Quotes quotes,
      Metering metering,
      Sightings sightings,
      QuoteSeal seal,
      DatabaseClock clock,
      @Value("${souk.destinations.quote-validity:1m}") Duration validity) {
    this.quotes = quotes;
    this.metering = metering;
    this.sightings = sightings;
    this.seal = seal;
    this.clock = clock;
    this.validity = validity;
  }

  /** A quote and the signed token that stands for it. */
  public record Sealed(DestinationQuote quote, String token, Duration expiresIn) {}

  /** How far and how long it is. */
  private record Leg(long metres, long seconds) {}

  /**
   * The price of the whole ride to another place. Before the rider is on board the way counts from
   * the pick-up; then from where the car is, after what it drove: by its trace where that can be
   * trusted, else by the way planned to there.
   *
   * @throws Problem 422 {@code outside_service_area}, {@code same_place} or {@code no_route}; 409
   *     {@code destination_fixed} for a ride of before tariffs were pinned; 503 while the roads are
   *     not loaded
   */
  public Sealed quote(Underway ride, Point dropoff) {
    var present = ride.quote();
    var city = quotes.serving(present.pickup(), dropoff);
    Quotes.refuseSamePlace(present.dropoff(), dropoff);
    if (present.tariff() == null) throw fixed();
    var now = clock.now();
    var place = ride.onBoard() ? whereItIs(ride) : present.pickup();
    var driven = driven(ride, city, place, now);
    var quote = priced(present, city, place, dropoff, driven, now);
    quotes.keep(quote, now);
    var made = new DestinationQuote(ride.rideId(), present.dropoff(), driven.metres(), quote);
    return new Sealed(made, seal.seal(KIND, made), validity);
  }

  /**
   * The quote that a rider brings back, expired or not.
   *
   * @throws Problem 422 {@code quote_invalid} when it is not ours or not of this ride and rider
   */
  public DestinationQuote open(String token, UUID riderId, UUID rideId) {
    var quote = seal.open(KIND, token, DestinationQuote.class);
    if (quote.rideId().equals(rideId) && quote.quote().riderId().equals(riderId)) return quote;
    throw Problem.refused("quote_invalid", "This quote was made for another ride.");
  }

  private Quote priced(
      Quote present, City city, Point place, Point dropoff, Leg driven, Instant now) {
    var tariff = Objects.requireNonNull(present.tariff());
    var rest = quotes.way(city, place, dropoff);
    var metres = driven.metres() + rest.metres();
    var time = rest.time().plusSeconds(driven.seconds());
    return present.to(
        UuidCreator.getTimeOrderedEpoch(),
        dropoff,
        metres,
        time.toSeconds(),
        rest.trafficVersion(),
        Pricing.fare(tariff, metres, time, present.surge()),
        now.plus(validity));
  }

  private Leg driven(Underway ride, City city, Point place, Instant now) {
    var startedAt = ride.journey().startedAt();
    if (startedAt == null) return new Leg(0, 0);
    var seconds = Math.max(0, Duration.between(startedAt, now).toSeconds());
    var metres =
        traced(ride, place, now).orElseGet(() -> planned(city, ride.quote().pickup(), place));
    return new Leg(metres, seconds);
  }

  /** A trace that cannot be read must not keep a rider from going where he wants. */
  private Optional<Long> traced(Underway ride, Point place, Instant now) {
    try {
      return metering.soFar(ride.rideId(), ride.quote(), ride.journey(), place, now);
    } catch (RuntimeException unreadable) {
      log.warn("the way of ride {} could not be metered: {}", ride.rideId(), unreadable.toString());
      return Optional.empty();
    }
  }

  private long planned(City city, Point pickup, Point place) {
    return quotes.way(city, pickup, place).metres();
  }

  /** Where nobody knows, as while Redis is away, the way counts from the pick-up. */
  private Point whereItIs(Underway ride) {
    try {
      return sightings
          .lastPosition(new CityId(ride.quote().cityId()), ride.driverId())
          .map(Sighting::point)
          .orElse(ride.quote().pickup());
    } catch (RuntimeException away) {
      log.debug("no position of driver {}: {}", ride.driverId(), away.getMessage());
      return ride.quote().pickup();
    }
  }

  private static Problem fixed() {
    return Problem.conflict("destination_fixed", "This ride can go nowhere else any more.");
  }
}
