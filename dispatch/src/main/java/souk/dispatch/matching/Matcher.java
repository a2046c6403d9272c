package souk.dispatch.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import souk.dispatch.matching.Snapshot.Seeker;

/**
 * Decides who is offered what, from a snapshot alone: as many trips as can be are given a driver,
 * at the least sum of their costs. A trip looks within the narrowest radius; it looks farther when
 * nobody is left for it there, and from the start once it has waited. One that is booked for later
 * is held back until the driver who would be there first must set off.
 */
final class Matcher {
  private final List<Integer> radiiMetres;
  private final Duration widenAfter;
  private final Duration search;

  /**
   * @param radiiMetres as the crow flies, ascending; at least one
   * @param widenAfter after how long a trip looks within the next radius from the start
   * @param search how long a trip is looked for before it is hopeless
   */
  Matcher(List<Integer> radiiMetres, Duration widenAfter, Duration search) {
    if (radiiMetres.isEmpty() || !radiiMetres.stream().sorted().toList().equals(radiiMetres)) {
      throw new IllegalArgumentException(
          "The radii of the search must ascend, not be " + radiiMetres);
    }
    this.radiiMetres = List.copyOf(radiiMetres);
    this.widenAfter = widenAfter;
    this.search = search;
  }

  /** At most one proposal for each trip and for each driver. */
  List<Proposal> match(Snapshot all, Instant now) {
    var snapshot = all.due(now);
    var pricing = Pricing.of(snapshot, now, search);
    var searches =
        snapshot.trips().stream().flatMap(seeker -> begin(seeker, pricing).stream()).toList();
    var driverOf = assign(searches);
    // whoever is left without widens his circle, and all are assigned anew; circles only grow
    for (var wider = widen(searches, driverOf); !wider.equals(searches); ) {
      searches = wider;
      driverOf = assign(searches);
      wider = widen(searches, driverOf);
    }
    return proposals(searches, driverOf, now);
  }

  private Optional<Search> begin(Seeker seeker, Pricing pricing) {
    var steps = seeker.waited(pricing.now()).dividedBy(widenAfter);
    var skipped = Math.clamp(steps, 0, radiiMetres.size() - 1);
    return Search.begin(seeker, pricing, radiiMetres.stream().skip(skipped));
  }

  private static Map<UUID, UUID> assign(List<Search> searches) {
    return Assignment.cheapest(searches.stream().flatMap(Search::pairs).toList());
  }

  private List<Search> widen(List<Search> searches, Map<UUID, UUID> driverOf) {
    return searches.stream()
        .map(one -> driverOf.containsKey(one.trip()) ? one : one.wider(radiiMetres).orElse(one))
        .toList();
  }

  private static List<Proposal> proposals(
      List<Search> searches, Map<UUID, UUID> driverOf, Instant now) {
    var tripOf = new HashMap<UUID, UUID>();
    driverOf.forEach((trip, driver) -> tripOf.put(driver, trip));
    var explaining = new Explaining(tripOf);
    return searches.stream().flatMap(one -> proposal(one, explaining, now)).toList();
  }

  private static Stream<Proposal> proposal(Search search, Explaining explaining, Instant now) {
    var seeker = search.seeker();
    var waited = seeker.waited(now);
    return search
        .inCircle()
        .filter(one -> seeker.trip().equals(explaining.tripOf().get(one.driver())))
        .map(one -> Proposal.of(seeker, one.seen(), explaining.explain(search, one, waited)));
  }
}
