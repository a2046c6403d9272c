package souk.payments.settlement;

import java.time.Instant;
import souk.platform.saga.Standing;

/** What the saga needs to know of a run's row. */
public record SettlementStanding(SettlementStatus status, Instant wakeAt) implements Standing {
  @Override
  public boolean settled() {
    return status == SettlementStatus.SETTLED;
  }
}
