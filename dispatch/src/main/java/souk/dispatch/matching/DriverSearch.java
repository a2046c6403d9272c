package souk.dispatch.matching;

import java.util.List;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Nearby;

/** Finds drivers near a pick-up, the nearest first, none silent for long: the fleet index. */
@FunctionalInterface
interface DriverSearch {
  List<Nearby> near(CityId city, Product product, Point pickup, int radiusMetres, int limit);
}
