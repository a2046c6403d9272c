package souk.dispatch.matching;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.dispatch.trip.Trip;

/**
 * Which trips of a city found nobody near a moment ago, or are booked for later. They are looked at
 * again with the next tick or some seconds later, so that a crowd without drivers does not slow the
 * search for everybody who comes after it. Forgetting costs a search.
 */
final class Rest {
  /** Shorter than a tick, so that each tick wakes them all. */
  private static final Duration TIME = Duration.ofMillis(900);

  /** Who is held back for minutes need not be looked at every second. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  private record Nap(long version, Instant until) {}

  private final Map<UUID, Nap> naps = new HashMap<>();

  /** Those of the city's waiting trips that do not rest; one that has moved is awake. */
  List<Trip.Waiting> awake(List<Trip.Waiting> waiting, Instant now) {
    naps.keySet().retainAll(waiting.stream().map(Trip::id).collect(toSet()));
    return waiting.stream().filter(trip -> !rests(trip, now)).toList();
  }

  /** Of those who had somebody near, the trips that are held back rest alone. */
  void put(Snapshot.Seeker seeker, Instant now) {
    if (seeker.isEarly(now)) sleep(seeker, now.plus(EARLY));
    if (!seeker.hasEligible()) sleep(seeker, now.plus(TIME));
  }

  private void sleep(Snapshot.Seeker seeker, Instant until) {
    naps.put(seeker.trip(), new Nap(seeker.version(), until));
  }

  private boolean rests(Trip.Waiting trip, Instant now) {
    var nap = naps.get(trip.id());
    return nap != null && nap.version() == trip.facts().version() && now.isBefore(nap.until());
  }
}
