package souk.dispatch.city;

import java.time.ZoneId;
import java.util.Currency;

/**
 * A city that is served.
 *
 * @param zone the clock on its walls
 * @param currency what its rides are priced in
 * @param area where rides may begin and end
 * @param roads the extract its road graph is made of
 */
public record City(CityId id, ZoneId zone, Currency currency, ServiceArea area, OsmExtract roads) {}
