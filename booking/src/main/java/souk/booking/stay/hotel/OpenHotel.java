package souk.booking.stay.hotel;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.payments.charge.Chargeable;
import souk.platform.problem.Problem;

/** A host opens a hotel in a city that is served. */
@Singleton
final class OpenHotel {
  private final Hotels hotels;
  private final Cities cities;
  private final Chargeable chargeable;

  OpenHotel(Hotels hotels, Cities cities, Chargeable chargeable) {
    this.hotels = hotels;
    this.cities = cities;
    this.chargeable = chargeable;
  }

  /**
   * @param zone null for the city's
   * @param cityTax for each adult and night, in minor units
   * @throws Problem 422 {@code outside_service_area}, {@code zone_unknown}, {@code
   *     currency_unsupported}, {@code currency_not_chargeable}
   */
  Hotel open(
      UUID hostId, Hotel.Facts facts, @Nullable String zone, int taxBasisPoints, long cityTax) {
    var city = cities.at(facts.place()).orElseThrow(OpenHotel::outside);
    chargeable.requireEvery(city.currency());
    return hotels.open(hostId, city, facts, zone(zone, city), taxBasisPoints, cityTax);
  }

  private static ZoneId zone(@Nullable String name, City city) {
    if (name == null) return city.zone();
    // offsets and short names know no daylight saving, or not ours
    if (ZoneId.getAvailableZoneIds().contains(name) && name.contains("/")) return ZoneId.of(name);
    throw Problem.refused("zone_unknown", "Give a zone of the tz database, as Europe/Monaco.");
  }

  private static Problem outside() {
    return Problem.refused("outside_service_area", "The hotel is outside our service area.");
  }
}
