package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.saga.SagaRows;

/** Which stays somebody has to look at, and when. */
@Singleton
final class StayDue implements SagaRows {
  private static final UUID FIRST = new UUID(0, 0);

  private final PaidStayRows rows;

  StayDue(PaidStayRows rows) {
    this.rows = rows;
  }

  Optional<StayStanding> standing(UUID stayId) {
    return rows.standing(stayId)
        .map(row -> new StayStanding(StayPhase.valueOf(row.phase()), row.nextWakeAt()));
  }

  /** Notes that somebody looked. */
  void lookAgainLater(Stay stay) {
    rows.lookAgainLater(stay.id(), stay.phase().patience().toMillis());
  }

  @Override
  public List<UUID> claimOverdue(int limit) {
    return ids(rows.claimOverdue(limit));
  }

  @Override
  public List<UUID> claimStuck(int limit) {
    return ids(rows.claimStuck(limit));
  }

  @Override
  public List<UUID> unsettledAfter(@Nullable UUID id, int limit) {
    return ids(rows.openAfter(id == null ? FIRST : id, limit));
  }

  private static List<UUID> ids(List<StayRow> claimed) {
    return claimed.stream().map(StayRow::id).toList();
  }
}
