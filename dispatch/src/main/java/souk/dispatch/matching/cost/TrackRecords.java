package souk.dispatch.matching.cost;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import souk.dispatch.rating.Party;
import souk.dispatch.rating.Ratings;
import souk.dispatch.rating.Reputation;

/** What drivers did of late and what riders think of them, read from the rows that say so. */
@Singleton
public final class TrackRecords {
  /** What lies farther back says nothing about his next answer. */
  private static final int LAST_OFFERS = 20;

  private static final Duration OF_LATE = Duration.ofHours(1);

  /** Far below the number of parameters one statement may have. */
  private static final int AT_ONCE = 1_000;

  private final TrackRecordRows rows;
  private final Ratings ratings;

  TrackRecords(TrackRecordRows rows, Ratings ratings) {
    this.rows = rows;
    this.ratings = ratings;
  }

  /** The records of those of them who are drivers. */
  public Map<UUID, TrackRecord> of(Collection<UUID> drivers, Instant now) {
    var reputations = ratings.of(drivers, Party.DRIVER);
    return drivers.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .flatMap(some -> rows.of(some, LAST_OFFERS, now.minus(OF_LATE)).stream())
        .collect(
            toUnmodifiableMap(
                TrackRecordRows.Row::id, row -> row.record(starsBelow(reputations.get(row.id())))));
  }

  private double starsBelow(@Nullable Reputation his) {
    if (his == null) return 0;
    return ratings.unrated().average().subtract(his.average()).doubleValue();
  }
}
