package souk.dispatch.surge;

import souk.dispatch.city.City;
import souk.dispatch.city.Point;

/** Tells by how much demand raises a price; without a signal it raises nothing. */
@FunctionalInterface
public interface Surge {
  /**
   * The multiplier for a product at a place, now.
   *
   * @param product slug of the product, such as {@code standard}
   */
  SurgeQuote at(City city, String product, Point point);
}
