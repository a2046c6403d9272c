package souk.dispatch.matching;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.Cost;
import souk.dispatch.matching.cost.Facts;
import souk.dispatch.matching.cost.Work;

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
                toMap(
                    seen -> seen.sight().driver(), seen -> seen.record().lastHour(), (a, _) -> a));
    return new Pricing(now, Work.mean(work.values()), search);
  }

  Cost cost(Seeker seeker, Seen.Eligible seen) {
    var record = seen.record();
    var facts =
        new Facts(
            seen.arrival(),
            record,
            seen.present() == null ? since(record.freeSince()) : Duration.ZERO,
            mean,
            since(seeker.requestedAt()),
            search,
            seeker.givenBack());
    return Cost.of(seeker.weights(), facts);
  }

  private Duration since(Instant instant) {
    return Duration.between(instant, now);
  }
}
