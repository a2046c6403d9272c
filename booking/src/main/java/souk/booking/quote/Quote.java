package souk.booking.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;

/**
 * A price with everything it was computed from. What it says is binding until it expires.
 *
 * @param distanceMetres by road, on the speeds of {@code trafficVersion}
 * @param surge the multiplier pinned in the fare
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
    Instant expiresAt) {}
