package souk.booking.tip;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

@MappedEntity(value = "tip", schema = "booking")
record TipRow(
    @Id UUID rideId,
    UUID riderId,
    UUID driverId,
    long amountMinor,
    String currency,
    UUID cardId,
    String status,
    @Nullable String reason,
    long version,
    int attempt,
    boolean payerPresent) {
  Tip tip() {
    return new Tip(
        rideId,
        riderId,
        driverId,
        Money.of(amountMinor, currency),
        cardId,
        Tip.Status.valueOf(status),
        reason,
        version,
        attempt,
        payerPresent);
  }
}
