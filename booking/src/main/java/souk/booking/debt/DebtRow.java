package souk.booking.debt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

@MappedEntity(value = "debt", schema = "booking")
record DebtRow(
    @Id UUID id,
    String cityId,
    UUID rideId,
    UUID riderId,
    long amountMinor,
    String currency,
    String status,
    long version,
    int attempt,
    UUID cardId,
    boolean payerPresent,
    @Nullable String reason,
    Instant openedAt,
    @Nullable Instant settledAt) {
  Debt debt() {
    return new Debt(
        id,
        rideId,
        riderId,
        cityId,
        Money.of(amountMinor, currency),
        Debt.Status.valueOf(status),
        version,
        attempt,
        cardId,
        payerPresent,
        reason,
        openedAt,
        settledAt);
  }
}
