package souk.dispatch.city;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What configuration says of one city. Monaco needs nothing, any other its zone, currency and
 * extract.
 *
 * @param id slug
 * @param zone such as {@code Europe/Paris}
 * @param currency ISO 4217 code
 * @param osm path of the {@code .osm.pbf}
 * @param area corners in order, each as {@code lat lon}, with {@code |} between one polygon and the
 *     next; else what the extract covers
 */
@EachProperty("souk.cities")
record CityConfiguration(
    @Parameter String id,
    Optional<String> zone,
    Optional<String> currency,
    Optional<String> osm,
    Optional<List<String>> area) {
  private static final String NEXT_POLYGON = "|";

  /**
   * @throws IllegalArgumentException in one sentence, when something is missing or wrong
   */
  City city() {
    var cityId = new CityId(id);
    var byDefault = Optional.of(Monaco.city()).filter(monaco -> monaco.id().equals(cityId));
    var roads = osm.map(this::extract).or(() -> byDefault.map(City::roads));
    return new City(
        cityId,
        given("zone", zone.map(this::zoneId).or(() -> byDefault.map(City::zone))),
        given("currency", currency.map(this::currencyOf).or(() -> byDefault.map(City::currency))),
        area.map(this::polygon)
            .or(() -> byDefault.filter(_ -> osm.isEmpty()).map(City::area))
            .orElseGet(() -> covered(given("osm", roads))),
        given("osm", roads));
  }

  private <T> T given(String setting, Optional<T> value) {
    return value.orElseThrow(() -> wrong(setting, "is missing"));
  }

  private OsmExtract extract(String path) {
    var file = Path.of(path);
    if (!Files.isReadable(file)) {
      throw wrong("osm", "names a file that cannot be read: " + file.toAbsolutePath());
    }
    return new OsmExtract.OnDisk(file);
  }

  private ZoneId zoneId(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw wrong("zone", "is no time zone: " + name);
    }
  }

  private Currency currencyOf(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      throw wrong("currency", "is no ISO 4217 code: " + code);
    }
  }

  private ServiceArea polygon(List<String> corners) {
    try {
      return ServiceArea.of(polygons(corners));
    } catch (IllegalArgumentException flaw) {
      throw wrong("area", "is not usable: " + flaw.getMessage());
    }
  }

  private static List<List<Point>> polygons(List<String> corners) {
    var polygons = new ArrayList<List<Point>>();
    polygons.add(new ArrayList<>());
    for (var text : corners) {
      if (text.strip().equals(NEXT_POLYGON)) {
        polygons.add(new ArrayList<>());
      } else {
        polygons.getLast().add(corner(text));
      }
    }
    return polygons;
  }

  private static Point corner(String text) {
    var parts = text.strip().split("\\s+", -1);
    try {
      return new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      throw new IllegalArgumentException("'%s' is not of the form 'lat lon'.".formatted(text));
    }
  }

  private ServiceArea covered(OsmExtract extract) {
    try {
      return OsmHeader.bounds(extract);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw wrong(
          "area",
          "is missing and cannot be taken from %s: %s".formatted(extract, unreadable.getMessage()));
    }
  }

  private IllegalArgumentException wrong(String setting, String what) {
    return new IllegalArgumentException("souk.cities.%s.%s %s".formatted(id, setting, what));
  }
}
