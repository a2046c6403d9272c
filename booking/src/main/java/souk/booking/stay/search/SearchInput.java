package souk.booking.stay.search;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.problem.Problem;

/** Makes a wish of what stands in a query; what cannot be one is 400 and says which field. */
final class SearchInput {
  private SearchInput() {}

  static Area area(
      @Nullable Double lat,
      @Nullable Double lon,
      @Nullable Integer radiusMetres,
      @Nullable String box) {
    var centre = centre(lat, lon);
    if (box != null && radiusMetres != null) {
      throw malformed("box: give either a box or radius_m, not both");
    }
    if (box != null) return box(box, centre);
    if (centre == null) throw malformed("lat: give lat, lon and radius_m, or a box");
    if (radiusMetres == null) throw malformed("radius_m: give it with lat and lon");
    return Area.circle(centre, radiusMetres);
  }

  static SearchWish.Filter filter(
      @Nullable String currency,
      @Nullable Long priceMin,
      @Nullable Long priceMax,
      @Nullable String stars,
      @Nullable BigDecimal ratingMin,
      @Nullable String amenities,
      @Nullable String text) {
    if (currency == null && priceMin != null) {
      throw malformed("price_min: give the currency that it is in");
    }
    if (currency == null && priceMax != null) {
      throw malformed("price_max: give the currency that it is in");
    }
    if (priceMin != null && priceMax != null && priceMin > priceMax) {
      throw malformed("price_max: must not be less than price_min");
    }
    return new SearchWish.Filter(
        currency,
        priceMin,
        priceMax,
        words(stars).stream().map(Integer::valueOf).toList(),
        ratingMin,
        words(amenities),
        text);
  }

  private static @Nullable Point centre(@Nullable Double lat, @Nullable Double lon) {
    if (lat == null && lon == null) return null;
    if (lat == null) throw malformed("lat: give it with lon");
    if (lon == null) throw malformed("lon: give it with lat");
    return point("", lat, lon);
  }

  private static Area box(String text, @Nullable Point from) {
    var sides = Arrays.stream(text.split(",", -1)).map(SearchInput::degrees).toList();
    if (sides.size() != 4) throw malformed("box: give it as south,west,north,east");
    return Area.box(
        point("box: ", sides.get(0), sides.get(1)),
        point("box: ", sides.get(2), sides.get(3)),
        from);
  }

  private static double degrees(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw malformed("box: give it as south,west,north,east in degrees");
    }
  }

  private static Point point(String field, double lat, double lon) {
    try {
      return new Point(lat, lon);
    } catch (IllegalArgumentException reason) {
      throw malformed(field + reason.getMessage());
    }
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).distinct().toList();
  }

  private static Problem malformed(String detail) {
    return Problem.malformed("malformed", detail);
  }
}
