package souk.dispatch.matching;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.Cost;

/**
 * A trip's search within a circle around its pick-up, in one round.
 *
 * @param radius of the circle, in metres as the crow flies
 * @param candidates who may have the trip, wherever he is, the cheapest first
 */
record Search(Seeker seeker, int radius, List<Candidate> candidates) {

  /** Somebody who may have the trip, and what that costs. */
  record Candidate(Seen.Eligible seen, Cost cost) {
    UUID driver() {
      return seen.sight().driver();
    }

    long metres() {
      return seen.sight().metres();
    }
  }

  /** Within the first of the radii that somebody is in. */
  static Optional<Search> begin(Seeker seeker, Pricing pricing, Stream<Integer> radii) {
    var candidates =
        seeker
            .eligible()
            .map(seen -> new Candidate(seen, pricing.cost(seeker, seen)))
            .sorted(
                comparingLong((Candidate one) -> one.cost().millis())
                    .thenComparing(Candidate::driver))
            .toList();
    return radii
        .map(radius -> new Search(seeker, radius, candidates))
        .filter(search -> search.inCircle().findAny().isPresent())
        .findFirst();
  }

  /** In the next circle that somebody more is in; empty when there is none. */
  Optional<Search> wider(List<Integer> radii) {
    var known = inCircle().count();
    return radii.stream()
        .filter(wider -> wider > radius)
        .map(wider -> new Search(seeker, wider, candidates))
        .filter(search -> search.inCircle().count() > known)
        .findFirst();
  }

  UUID trip() {
    return seeker.trip();
  }

  Stream<Candidate> inCircle() {
    return candidates.stream().filter(one -> one.metres() <= radius);
  }

  Stream<Assignment.Pair> pairs() {
    return inCircle().map(one -> new Assignment.Pair(trip(), one.driver(), one.cost().millis()));
  }
}
