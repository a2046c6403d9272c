package souk.booking.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.tariff.PinnedTariff;
import souk.dispatch.city.Point;

/**
 * A price with everything it was computed from. What it says is binding until it expires.
 *
 * @param distanceMetres by road, on the speeds of {@code trafficVersion}
 * @param surge the multiplier pinned in the fare
 * @param tariff what every later price of the ride is made with; null in quotes that were made
 *     before tariffs were pinned, whose rides cost what was quoted and nothing for anything else
 * @param pickupAt when the rider wants to be picked up; null for as soon as possible
 */
public record Quote(
    UUID id,
    UUID riderId,
    String cityId,
    String product,
    Point pickup,
    Point dropoff,
    long distanceMetres,
    long durationSeconds,
    long trafficVersion,
    Fare fare,
    BigDecimal surge,
    long surgeVersion,
    Instant expiresAt,
    @Nullable PinnedTariff tariff,
    @Nullable Instant pickupAt) {
  /** The price of the same ride to another place, with what was pinned for it. */
  public Quote to(
      UUID id,
      Point place,
      long metres,
      long seconds,
      long trafficVersion,
      Fare fare,
      Instant expiresAt) {
    return new Quote(
        id,
        riderId,
        cityId,
        product,
        pickup,
        place,
        metres,
        seconds,
        trafficVersion,
        fare,
        surge,
        surgeVersion,
        expiresAt,
        tariff,
        pickupAt);
  }
}
