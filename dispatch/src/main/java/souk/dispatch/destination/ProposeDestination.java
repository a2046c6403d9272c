package souk.dispatch.destination;

import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * What an order asks the driver of its trip to agree to.
 *
 * @param id the order's own for this change; the proposal has the same
 * @param driver who drives the trip as far as the order knows: nobody else is asked
 * @param fare what the journey would be worth then
 */
public record ProposeDestination(
    UUID id, CityId city, UUID trip, UUID driver, Point dropoff, Money fare) {}
