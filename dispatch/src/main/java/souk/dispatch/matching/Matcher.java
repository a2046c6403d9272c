package souk.dispatch.matching;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;

/**
 * Decides who is offered what, from a snapshot alone: the trip that was requested first chooses
 * first, and takes whoever is at its pick-up soonest. A trip looks within the narrowest radius; it
 * looks farther when nobody is left there, and from the start once it has waited.
 */
public final class Matcher {
  /** An explanation is kept with every offer. */
  private static final int EXPLAINED = 10;

  private static final Comparator<Seen.Eligible> SOONEST =
      comparing((Seen.Eligible seen) -> seen.eta().time())
          .thenComparing(seen -> seen.sight().driver());

  private final List<Integer> radiiMetres;
  private final Duration widenAfter;

  /**
   * @param radiiMetres as the crow flies, ascending; at least one
   * @param widenAfter after how long a trip looks within the next radius from the start
   */
  public Matcher(List<Integer> radiiMetres, Duration widenAfter) {
    if (radiiMetres.isEmpty() || !radiiMetres.stream().sorted().toList().equals(radiiMetres)) {
      throw new IllegalArgumentException(
          "The radii of the search must ascend, not be " + radiiMetres);
    }
    this.radiiMetres = List.copyOf(radiiMetres);
    this.widenAfter = widenAfter;
  }

  /** At most one proposal for each trip and for each driver. */
  public List<Proposal> match(Snapshot snapshot, Instant now) {
    var taken = new HashSet<UUID>();
    var proposals = new ArrayList<Proposal>();
    for (var seeker : snapshot.trips()) {
      choose(seeker, taken, now)
          .ifPresent(proposal -> {
            taken.add(proposal.driver());
            proposals.add(proposal);
          });
    }
    return proposals;
  }

  private Optional<Proposal> choose(Seeker seeker, Set<UUID> taken, Instant now) {
    var waited = Duration.between(seeker.waitingSince(), now);
    return radiiMetres.stream()
        .skip(stepsSkipped(waited))
        .flatMap(radius -> choose(seeker, taken, waited, radius).stream())
        .findFirst();
  }

  private long stepsSkipped(Duration waited) {
    return Math.clamp(waited.dividedBy(widenAfter), 0, radiiMetres.size() - 1);
  }

  private static Optional<Proposal> choose(
      Seeker seeker, Set<UUID> taken, Duration waited, int radius) {
    var ranked =
        within(seeker, radius)
            .flatMap(seen -> seen instanceof Seen.Eligible free ? Stream.of(free) : Stream.empty())
            .filter(seen -> !taken.contains(seen.sight().driver()))
            .sorted(SOONEST)
            .toList();
    if (ranked.isEmpty()) return Optional.empty();
    var best = ranked.getFirst();
    var explanation =
        new Explanation(
            waited.toMillis(),
            radius,
            ranked.stream().limit(EXPLAINED).map(Explanation.Ranked::of).toList(),
            passedOver(seeker, taken, radius));
    return Optional.of(
        new Proposal(
            seeker.trip(), seeker.version(), best.sight().driver(), best.eta(), explanation));
  }

  private static List<Explanation.PassedOver> passedOver(
      Seeker seeker, Set<UUID> taken, int radius) {
    return within(seeker, radius)
        .flatMap(seen -> passedOver(seen, taken).stream())
        .limit(EXPLAINED)
        .toList();
  }

  private static Optional<Explanation.PassedOver> passedOver(Seen seen, Set<UUID> taken) {
    return switch (seen) {
      case Seen.Ineligible(var sight, var reason) ->
          Optional.of(Explanation.PassedOver.of(sight, reason));
      case Seen.Eligible(var sight, _) when taken.contains(sight.driver()) ->
          Optional.of(Explanation.PassedOver.of(sight, Snapshot.Reason.TAKEN));
      case Seen.Eligible _ -> Optional.empty();
    };
  }

  private static Stream<Seen> within(Seeker seeker, int radius) {
    return seeker.seen().stream().filter(seen -> seen.sight().metres() <= radius);
  }
}
