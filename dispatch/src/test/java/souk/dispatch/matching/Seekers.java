package souk.dispatch.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import souk.dispatch.eta.Eta;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.Snapshot.Sight;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.matching.cost.Weights;

/** Trips that wait and drivers near them, for snapshots. */
final class Seekers {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final UUID ANNA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  static final UUID BERT = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  static final UUID CORA = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  private Seekers() {}

  static Seeker trip(Seen... seen) {
    return trip(NOW, seen);
  }

  static Seeker trip(Instant since, Seen... seen) {
    return seeker(since, false, seen);
  }

  static Seeker givenBack(Seen... seen) {
    return seeker(NOW, true, seen);
  }

  static Seeker seeker(Instant since, boolean givenBack, Seen... seen) {
    return new Seeker(
        UUID.randomUUID(), 1, since, since, givenBack, Weights.STANDARD, Arrays.asList(seen));
  }

  static Seen free(UUID driver, long metres, int etaSeconds) {
    return free(driver, metres, etaSeconds, TrackRecord.none(NOW));
  }

  static Seen free(UUID driver, long metres, int etaSeconds, TrackRecord record) {
    var eta = new Eta(etaSeconds * 10L, Duration.ofSeconds(etaSeconds), EtaSource.ROAD, 0);
    return new Seen.Eligible(new Sight(driver, metres, Duration.ofSeconds(4)), eta, record);
  }

  static Seen not(UUID driver, long metres, Reason reason) {
    return new Seen.Ineligible(new Sight(driver, metres, Duration.ofSeconds(4)), reason);
  }
}
