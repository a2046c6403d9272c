package souk.dispatch.trip;

import java.util.UUID;
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
 */
public record RequestTrip(
    UUID id,
    CityId cityId,
    Product product,
    UUID riderId,
    String riderName,
    Point pickup,
    Point dropoff,
    Money fare) {}
