package souk.dispatch.city;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All cities that are served, no two of which share ground. */
public final class Cities {
  private final List<City> byId;

  /**
   * @throws IllegalArgumentException in one sentence, when there is none, an id comes twice or two
   *     areas overlap
   */
  public Cities(List<City> cities) {
    if (cities.isEmpty()) {
      throw new IllegalArgumentException("At least one city must be served.");
    }
    this.byId = cities.stream().sorted(Comparator.comparing(City::id)).toList();
    for (int second = 1; second < byId.size(); second++) {
      for (int first = 0; first < second; first++) {
        requireApart(byId.get(first), byId.get(second));
      }
    }
  }

  /** The default: Monaco alone. */
  public static Cities standard() {
    return new Cities(List.of(Monaco.city()));
  }

  /** The city in whose area the point lies; on a shared border the one with the lesser id. */
  public Optional<City> at(Point point) {
    return byId.stream().filter(city -> city.area().contains(point)).findFirst();
  }

  /** The city of that id. */
  public Optional<City> byId(CityId id) {
    return byId.stream().filter(city -> city.id().equals(id)).findFirst();
  }

  /** Every city, by id. */
  public List<City> all() {
    return byId;
  }

  /** The served place nearest to a point: the point itself where it is served. */
  public ServedPlace nearest(Point point) {
    return byId.stream()
        .map(city -> ServedPlace.nearest(city, point))
        .min(Comparator.comparingLong(ServedPlace::metresAway))
        .orElseThrow();
  }

  private static void requireApart(City one, City other) {
    if (one.id().equals(other.id())) {
      throw new IllegalArgumentException("City '%s' is configured twice.".formatted(one.id()));
    }
    if (one.area().overlaps(other.area())) {
      throw new IllegalArgumentException(
          "The areas of the cities '%s' and '%s' overlap; a place may belong to one city only."
              .formatted(one.id(), other.id()));
    }
  }
}
