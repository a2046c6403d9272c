package souk.sim.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import souk.sim.journal.Entry.DriverKnown;
import souk.sim.journal.Entry.Fix;
import souk.sim.journal.Entry.Pinged;
import souk.sim.road.Point;
import souk.sim.verdict.History.PhoneLog;

/**
 * What drivers' phones said of their places, and by when the server may have had it: the latest
 * instant counts, in the server's favour.
 */
final class Sightings {
  /** How far back a place is looked for. */
  static final Duration LOOKED_BACK = Duration.ofSeconds(60);

  /** A place on the server's grid is less than this from where the driver was. */
  private static final double GRID_METRES_MAX = 120;

  /** One position of somebody, and the time in which it reached the server. */
  private record Sent(Instant begun, Instant by, Point place) {}

  /** Whether and when a position of a driver's own time was sent. */
  sealed interface HeardOf {
    /** It is older than anything his phone sent in this run. */
    record Unknown() implements HeardOf {}

    /** His phone sent none of that time. */
    record Never() implements HeardOf {}

    /** It was sent by then. */
    record By(Instant sentBy) implements HeardOf {}
  }

  private final Map<UUID, NavigableSet<Instant>> pings = new HashMap<>();
  private final Map<UUID, Map<Instant, Instant>> fixes = new HashMap<>();
  private final List<Sent> all = new ArrayList<>();

  private Sightings(History history) {
    history.drivers().forEach(this::read);
    all.sort(Comparator.comparing(Sent::by));
  }

  static Sightings of(History history) {
    return new Sightings(history);
  }

  private void read(PhoneLog log) {
    var ids = log.all(DriverKnown.class).map(DriverKnown::driverId).distinct().toList();
    log.all(Pinged.class)
        .forEach(ping -> {
          for (var id : ids) read(id, ping);
          for (var fix : ping.fixes())
            all.add(new Sent(ping.begun(), ping.sentBy(), new Point(fix.lat(), fix.lon())));
        });
  }

  private void read(UUID driver, Pinged ping) {
    pings.computeIfAbsent(driver, _ -> new TreeSet<>()).add(ping.sentBy());
    var sent = fixes.computeIfAbsent(driver, _ -> new HashMap<>());
    for (Fix fix : ping.fixes()) {
      sent.merge(fix.at(), ping.sentBy(), (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  /** When the driver last said anything until then. */
  Optional<Instant> lastOf(UUID driver, Instant until) {
    return Optional.ofNullable(pings.get(driver)).map(sent -> sent.floor(until));
  }

  /** When a position of the driver was sent. */
  HeardOf of(UUID driver, Instant at) {
    var sent = fixes.getOrDefault(driver, Map.of());
    var by = sent.get(at);
    if (by != null) return new HeardOf.By(by);
    var earlier = sent.keySet().stream().noneMatch(fix -> fix.isBefore(at));
    return earlier ? new HeardOf.Unknown() : new HeardOf.Never();
  }

  /** Whether any driver's position near a place may have reached the server in that time. */
  boolean anybodyNear(double lat, double lon, Instant from, Instant until) {
    var place = new Point(lat, lon);
    return all.subList(firstFrom(from), all.size()).stream()
        .filter(sent -> !sent.begun.isAfter(until))
        .anyMatch(sent -> sent.place.metresTo(place) <= GRID_METRES_MAX);
  }

  private int firstFrom(Instant from) {
    var low = 0;
    var high = all.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (all.get(middle).by.isBefore(from)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
