package souk.sim.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.sim.journal.Entry.Rated;
import souk.sim.journal.Entry.Tap;
import souk.sim.journal.Entry.TappedTwice;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.History.RatingOf;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.TripStatus;

/** Whatever is tapped, and however often, happens once. */
final class TapRules {
  private TapRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("double_tap_has_one_effect", TapRules::twoEffects),
        new Rule(
            "one_rating_per_party_and_trip",
            history -> history.logs().stream().flatMap(log -> ratings(history, log))));
  }

  private static Stream<Finding> twoEffects(History history) {
    return history.logs().stream()
        .flatMap(log ->
            log.all(TappedTwice.class)
                .filter(taps -> contradict(history, taps))
                .map(taps -> finding(log, taps)));
  }

  private static Finding finding(PhoneLog log, TappedTwice taps) {
    return new Finding(
        log.owner().name(),
        "tapped %s twice on %s: %s and %s"
            .formatted(taps.action(), taps.target(), taps.first(), taps.second()));
  }

  /** Both do the same to the same thing, or neither does anything. */
  private static boolean contradict(History history, TappedTwice taps) {
    var first = taps.first();
    var second = taps.second();
    if (first.status() == 0 || second.status() == 0) return false;
    if (isDone(first) && isDone(second)) return !first.subject().equals(second.subject());
    if (!isDone(first) && !isDone(second)) return false;
    return !mayHaveEndedBetween(history, taps);
  }

  /** A trip that the rider calls off between the taps is refused to the later one. */
  private static boolean mayHaveEndedBetween(History history, TappedTwice taps) {
    var done = isDone(taps.first()) ? taps.first() : taps.second();
    return Stream.of(taps.target(), done.subject())
        .filter(id -> !id.isEmpty() && !id.equals("me"))
        .flatMap(TapRules::id)
        .flatMap(history::trip)
        .anyMatch(trip -> trip.status() == TripStatus.CANCELLED);
  }

  private static Stream<UUID> id(String text) {
    try {
      return Stream.of(UUID.fromString(text));
    } catch (IllegalArgumentException noId) {
      return Stream.empty();
    }
  }

  private static boolean isDone(Tap tap) {
    return tap.status() / 100 == 2;
  }

  /** What was taken first stays, and is what the server says in the end. */
  private static Stream<Finding> ratings(History history, PhoneLog log) {
    return log
        .all(Rated.class)
        .collect(groupingBy(Rated::tripId, mapping(Rated::stars, toSet())))
        .entrySet()
        .stream()
        .flatMap(taken -> rating(history, log, taken.getKey(), taken.getValue()));
  }

  private static Stream<Finding> rating(
      History history, PhoneLog log, UUID trip, Set<Integer> taken) {
    var kept = history.ratings().get(new RatingOf(log.owner(), trip));
    if (kept != null && taken.equals(Set.of(kept))) return Stream.empty();
    return Stream.of(
        new Finding(
            log.owner().name(),
            "gave trip %s %s stars, the server has %s".formatted(trip, taken, kept)));
  }
}
