package souk.dispatch.city;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/**
 * The city that is served when none is configured. Its roads are an extract of OpenStreetMap that
 * comes with Planetiler's tests: © OpenStreetMap contributors, available under the Open Database
 * License, see {@code dispatch/ATTRIBUTION.md}.
 */
final class Monaco {
  static final CityId ID = new CityId("monaco");
  static final ZoneId ZONE = ZoneId.of("Europe/Monaco");
  static final Currency EURO = Currency.getInstance("EUR");
  static final OsmExtract ROADS = new OsmExtract.OnClassPath("monaco-latest.osm.pbf");

  private Monaco() {}

  static City city() {
    return new City(ID, ZONE, EURO, area(), ROADS);
  }

  static ServiceArea area() {
    return new ServiceArea(
        List.of(
            new Point(43.7247, 7.4090),
            new Point(43.7519, 7.4090),
            new Point(43.7519, 7.4400),
            new Point(43.7247, 7.4400)));
  }
}
