package souk.platform.saga;

import static java.util.Comparator.comparingDouble;

import java.util.Map;
import java.util.TreeMap;

/** How many steps of each kind of saga a process does at once. */
final class SagaPlaces {
  private SagaPlaces() {}

  /**
   * Each kind has one place, or it would stand still; every further one goes to the kind that has
   * the fewest for its weight (Adams' method of apportionment).
   *
   * @param weights by the kinds' names; with 0 it is left at one place
   * @param configured what all have together, unless that is less than one each
   */
  static Map<String, Integer> of(Map<String, Integer> weights, int configured) {
    var places = new TreeMap<String, Integer>();
    weights.keySet().forEach(kind -> places.put(kind, 1));
    for (int left = configured - weights.size(); left > 0; left--) {
      places.entrySet().stream()
          .filter(has -> weights.getOrDefault(has.getKey(), 0) > 0)
          .min(
              comparingDouble(
                  has -> (double) has.getValue() / weights.getOrDefault(has.getKey(), 1)))
          .ifPresent(has -> has.setValue(has.getValue() + 1));
    }
    return places;
  }
}
