package souk.dispatch.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * What is asked of dispatch: a driver for a journey.
 *
 * @param id the order's own (a ride's); the trip has the same
 * @param riderName what the driver may call the rider
 * @param fare what the driver is told the journey is worth
 * @param noShowAfter how long a driver waits at the pick-up before he may say that nobody came
 * @param pickupAt when the pick-up is to be, to the millisecond; null for as soon as possible
 */
public record RequestTrip(
    UUID id,
    CityId cityId,
    Product product,
    UUID riderId,
    String riderName,
    Point pickup,
    Point dropoff,
    Money fare,
    Duration noShowAfter,
    @Nullable Instant pickupAt) {
  /** How long a driver waits where the order says nothing else. */
  public static final Duration USUAL_WAIT = Duration.ofMinutes(5);

  public RequestTrip {
    if (noShowAfter.isNegative()) throw new IllegalArgumentException("waits " + noShowAfter);
  }

  /** The same journey to another place, which is worth something else. */
  RequestTrip to(Point place, Money worth) {
    return new RequestTrip(
        id, cityId, product, riderId, riderName, pickup, place, worth, noShowAfter, pickupAt);
  }

  /** When the rider is to be there, at the earliest: this instant or a later one. */
  public Instant notBefore(Instant instant) {
    return pickupAt == null || pickupAt.isBefore(instant) ? instant : pickupAt;
  }

  /** As soon as possible. */
  public RequestTrip(
      UUID id,
      CityId cityId,
      Product product,
      UUID riderId,
      String riderName,
      Point pickup,
      Point dropoff,
      Money fare,
      Duration noShowAfter) {
    this(id, cityId, product, riderId, riderName, pickup, dropoff, fare, noShowAfter, null);
  }

  /** As soon as possible, with the usual five minutes of waiting. */
  public RequestTrip(
      UUID id,
      CityId cityId,
      Product product,
      UUID riderId,
      String riderName,
      Point pickup,
      Point dropoff,
      Money fare) {
    this(id, cityId, product, riderId, riderName, pickup, dropoff, fare, USUAL_WAIT);
  }
}
