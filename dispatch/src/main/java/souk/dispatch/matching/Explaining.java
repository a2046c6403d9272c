package souk.dispatch.matching;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import souk.dispatch.matching.Explanation.PassedOver;
import souk.dispatch.matching.Explanation.Ranked;
import souk.dispatch.matching.Snapshot.Seen;

/**
 * Says of a round's choices why they were made.
 *
 * @param tripOf by driver, the trip he is offered in this round
 */
record Explaining(Map<UUID, UUID> tripOf) {
  /** An explanation is kept with every offer. */
  private static final int EXPLAINED = 10;

  Explanation explain(Search search, Search.Candidate chosen, Duration waited) {
    return new Explanation(
        waited.toMillis(), search.radius(), ranked(search, chosen), passedOver(search));
  }

  private List<Ranked> ranked(Search search, Search.Candidate chosen) {
    var left = search.inCircle().filter(one -> !tripOf.containsKey(one.driver()));
    return Stream.concat(Stream.of(chosen), left).limit(EXPLAINED).map(Ranked::of).toList();
  }

  private List<PassedOver> passedOver(Search search) {
    var candidates =
        search.candidates().stream().collect(toMap(Search.Candidate::driver, identity()));
    return search.seeker().seen().stream()
        .flatMap(seen ->
            switch (seen) {
              case Seen.Ineligible(var sight, var reason) when sight.metres() <= search.radius() ->
                  Stream.of(PassedOver.of(sight, reason));
              case Seen.Ineligible _ -> Stream.<PassedOver>empty();
              case Seen.Eligible(var sight, _, _, _) ->
                  Stream.ofNullable(candidates.get(sight.driver()))
                      .flatMap(candidate -> passedOver(search, candidate));
            })
        .limit(EXPLAINED)
        .toList();
  }

  private Stream<PassedOver> passedOver(Search search, Search.Candidate candidate) {
    if (candidate.metres() > search.radius()) return Stream.of(PassedOver.beyond(candidate));
    var trip = tripOf.get(candidate.driver());
    if (trip == null || trip.equals(search.trip())) return Stream.empty();
    return Stream.of(PassedOver.taken(candidate, trip));
  }
}
