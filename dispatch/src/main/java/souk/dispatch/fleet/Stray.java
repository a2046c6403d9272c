package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;

/**
 * For how long a driver's positions have been in another city than his own: a receiver errs by tens
 * of metres, so one position beyond a border says nothing.
 */
final class Stray {
  private @Nullable CityId city;
  private @Nullable Instant since;
  private int times;

  /**
   * Hears of his newest position.
   *
   * @param other the other city in which it lies; none in his own and in nobody's
   * @param at the position's own time
   * @return that city, once so many in a row over so long a time were there; then counts anew
   */
  Optional<CityId> at(Optional<CityId> other, Instant at, int timesMin, Duration timeMin) {
    if (other.isEmpty()) {
      city = null;
      return Optional.empty();
    }
    if (since == null || !other.get().equals(city)) {
      city = other.get();
      since = at;
      times = 0;
    }
    times++;
    if (times < timesMin || Duration.between(since, at).compareTo(timeMin) < 0) {
      return Optional.empty();
    }
    city = null;
    return other;
  }
}
