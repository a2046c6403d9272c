package souk.dispatch.matching;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;

/**
 * Tells what a driver costs a trip, in one round.
 *
 * @param mean what the drivers who are free near the waiting trips did in the last hour
 * @param search how long a trip is looked for
 */
record Pricing(Instant now, Work.Mean mean, Duration search) {

  static Pricing of(Snapshot snapshot, Instant now, Duration search) {
    var work =
        snapshot.trips().stream()
            .flatMap(Seeker::eligible)
            .collect(
                toMap(seen -> seen.sight().driver(), seen -> seen.record().lastHour(), (a, _) -> a));
    return new Pricing(now, Work.mean(work.values()), search);
  }

  Cost cost(Seeker seeker, Seen.Eligible seen) {
    var weights = seeker.weights();
    var record = seen.record();
    return new Cost(
        List.of(
            Cost.Part.of(Term.ETA, weights.eta(), Terms.eta(seen.eta().time())),
            Cost.Part.of(
                Term.ACCEPTANCE,
                weights.acceptance(),
                Terms.acceptance(record.refused(), record.answered())),
            Cost.Part.of(
                Term.FAIRNESS, weights.fairness(), Terms.fairness(record.lastHour(), mean)),
            Cost.Part.of(Term.IDLE, weights.idle(), Terms.idle(since(record.freeSince()))),
            Cost.Part.of(
                Term.WAITING,
                weights.waiting(),
                Terms.waiting(since(seeker.requestedAt()), search)),
            Cost.Part.of(
                Term.GIVEN_BACK, weights.givenBack(), Terms.givenBack(seeker.givenBack()))));
  }

  private Duration since(Instant instant) {
    return Duration.between(instant, now);
  }
}
