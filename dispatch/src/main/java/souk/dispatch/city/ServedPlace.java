package souk.dispatch.city;

/**
 * Where a refused rider would be served.
 *
 * @param point inside the city's area
 * @param metresAway from the place asked about, as the crow flies, rounded; 0 where it is served
 */
public record ServedPlace(City city, Point point, long metresAway) {
  static ServedPlace nearest(City city, Point asked) {
    var point = city.area().nearestTo(asked);
    return new ServedPlace(city, point, Math.round(asked.haversineMetres(point)));
  }
}
