package souk.payments.settlement;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A day's run as its row has it. */
@MappedEntity(value = "settlement_run", schema = "payments")
record SettlementRow(
    @Id UUID id,
    String account,
    Instant dayStart,
    Instant dayEnd,
    Instant fetchFrom,
    String status,
    @Nullable String reached,
    @Nullable Instant comparedFrom,
    @Nullable Instant comparedUntil,
    long version,
    int looks,
    Instant movedAt,
    Instant nextWakeAt,
    @Nullable Instant settledAt,
    Instant createdAt) {
  SettlementStatus state() {
    return SettlementStatus.valueOf(status);
  }

  SettlementStanding standing() {
    return new SettlementStanding(state(), nextWakeAt);
  }
}
