package souk.dispatch.matching.cost;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;

/** What drivers did of late, read from the rows of their offers and trips. */
@Singleton
public final class TrackRecords {
  /** What lies farther back says nothing about his next answer. */
  private static final int LAST_OFFERS = 20;

  private static final Duration OF_LATE = Duration.ofHours(1);

  /** Far below the number of parameters one statement may have. */
  private static final int AT_ONCE = 1_000;

  private final TrackRecordRows rows;

  TrackRecords(TrackRecordRows rows) {
    this.rows = rows;
  }

  /** The records of those of them who are drivers. */
  public Map<UUID, TrackRecord> of(Collection<UUID> drivers, Instant now) {
    return drivers.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .flatMap(some -> rows.of(some, LAST_OFFERS, now.minus(OF_LATE)).stream())
        .collect(toUnmodifiableMap(TrackRecordRows.Row::id, TrackRecordRows.Row::record));
  }
}
