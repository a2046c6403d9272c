package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/**
 * A payout as its payee sees it.
 *
 * @param reason why it did not arrive
 * @param toDo what the payee can do about it
 * @param earnedSince when the oldest of it was earned
 * @param change how it was changed, if it was earned in another currency
 */
@Introspected
@Schema(name = "Payout")
record PayoutView(
    UUID id,
    PayoutStatus status,
    Money amount,
    PayoutMethod method,
    @Nullable String reason,
    @Nullable String toDo,
    Instant earnedSince,
    @Nullable ChangeView change,
    Instant createdAt,
    Instant updatedAt) {
  static PayoutView of(PayoutRow row) {
    var setback = row.setback() == null ? null : Setback.valueOf(row.setback());
    return new PayoutView(
        row.id(),
        PayoutStatus.valueOf(row.status()),
        Money.of(row.amountMinor(), row.currency()),
        PayoutMethod.valueOf(row.method()),
        setback == null ? null : setback.code(),
        setback == null ? null : setback.advice(),
        row.earnedSince(),
        ChangeView.of(row),
        row.takenUpAt(),
        row.movedAt());
  }
}
