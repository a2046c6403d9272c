package souk.dispatch.surge;

import souk.dispatch.city.City;
import souk.dispatch.city.Point;

/** Raises nothing, anywhere. */
final class NeutralSurge implements Surge {
  @Override
  public SurgeQuote at(City city, String product, Point point) {
    return SurgeQuote.NEUTRAL;
  }
}
