package souk.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/** Monaco cut in two along a meridian, as the settings of a process. */
public final class TwoCities {
  public static final CityId WEST = new CityId("west");
  public static final CityId EAST = new CityId("east");

  private static final double BORDER = 7.4240;
  private static final double METRES_PER_DEGREE = 80_400;

  private TwoCities() {}

  /** The settings, and more. */
  public static Map<String, Object> settings(Map<String, Object> more) {
    var settings = new HashMap<String, Object>();
    settings.putAll(city(WEST, "Europe/Monaco", "EUR", 7.40, BORDER));
    settings.putAll(city(EAST, "Europe/Zurich", "CHF", BORDER, 7.45));
    settings.putAll(more);
    return settings;
  }

  /** On one street, so far east of the border; west of it when negative. */
  public static Point eastOfBorder(double metres) {
    return new Point(43.7362, BORDER + metres / METRES_PER_DEGREE);
  }

  private static Map<String, Object> city(
      CityId id, String zone, String currency, double west, double east) {
    var prefix = "souk.cities." + id + ".";
    return Map.of(
        prefix + "osm",
        extract().toString(),
        prefix + "zone",
        zone,
        prefix + "currency",
        currency,
        prefix + "area",
        corners(west, east));
  }

  private static List<String> corners(double west, double east) {
    return List.of("43.72 " + west, "43.72 " + east, "43.76 " + east, "43.76 " + west);
  }

  private static Path extract() {
    var file = Path.of("target", "two-cities.osm.pbf").toAbsolutePath();
    if (Files.exists(file)) return file;
    try (var from = TwoCities.class.getResourceAsStream("/monaco-latest.osm.pbf")) {
      Files.createDirectories(file.getParent());
      var whole = Files.createTempFile(file.getParent(), "two-cities", ".part");
      Files.copy(Objects.requireNonNull(from), whole, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
