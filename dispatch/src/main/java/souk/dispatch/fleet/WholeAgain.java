package souk.dispatch.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import souk.dispatch.city.CityId;

/**
 * Measures for how long a city's index, having lost all, lacked somebody whom this node knows. For
 * one thread.
 */
final class WholeAgain {
  private final CityId city;
  private final Set<Phone> missing = new HashSet<>();
  private boolean lost;
  private long lostNanos;

  WholeAgain(CityId city) {
    this.city = city;
  }

  /**
   * The index was found empty.
   *
   * @param wholeNanos when it was last known to be whole; the measure errs by what lies between
   * @param phones whose drivers it lacks
   */
  void lost(long wholeNanos, Collection<Phone> phones) {
    if (!lost) lostNanos = wholeNanos;
    missing.addAll(phones);
    lost = !missing.isEmpty();
  }

  /** These were written into it since. */
  void written(Collection<Phone> phones) {
    missing.removeAll(phones);
  }

  /** Once after a loss, when it lacks nobody any more: for how long it did. */
  Optional<Duration> over() {
    if (!lost) return Optional.empty();
    // he left meanwhile, or has been silent for too long
    missing.removeIf(phone -> phone.known() && !phone.belongsTo(city));
    lost = !missing.isEmpty();
    if (lost) return Optional.empty();
    return Optional.of(Duration.ofNanos(System.nanoTime() - lostNanos));
  }
}
