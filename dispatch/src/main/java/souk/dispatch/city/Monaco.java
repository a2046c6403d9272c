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

  /** The concave hull of the extract's roads, widened by about a hundred metres. */
  static ServiceArea area() {
    return new ServiceArea(
        List.of(
            new Point(43.7492, 7.4294),
            new Point(43.7528, 7.4345),
            new Point(43.7523, 7.4378),
            new Point(43.7502, 7.4406),
            new Point(43.7484, 7.4397),
            new Point(43.7467, 7.4355),
            new Point(43.7446, 7.4331),
            new Point(43.7404, 7.4318),
            new Point(43.7360, 7.4329),
            new Point(43.7308, 7.4286),
            new Point(43.7273, 7.4247),
            new Point(43.7244, 7.4195),
            new Point(43.7245, 7.4174),
            new Point(43.7260, 7.4127),
            new Point(43.7250, 7.4071),
            new Point(43.7260, 7.4064),
            new Point(43.7290, 7.4076),
            new Point(43.7368, 7.4138),
            new Point(43.7399, 7.4174),
            new Point(43.7438, 7.4258)));
  }
}
