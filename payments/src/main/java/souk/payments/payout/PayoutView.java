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
 * @param toDo what happens next, and what the payee can do about it
 * @param expectedAt when it is at the bank, as far as the provider knows; null unless it is on its
 *     way there
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
    String toDo,
    @Nullable Instant expectedAt,
    Instant earnedSince,
    @Nullable ChangeView change,
    Instant createdAt,
    Instant updatedAt) {
  static PayoutView of(PayoutRow row) {
    var setback = row.setback() == null ? null : Setback.valueOf(row.setback());
    var status = PayoutStatus.valueOf(row.status());
    return new PayoutView(
        row.id(),
        status,
        Money.of(row.amountMinor(), row.currency()),
        PayoutMethod.valueOf(row.method()),
        setback == null ? null : setback.code(),
        setback == null ? status.advice() : setback.advice(),
        status == PayoutStatus.ACCEPTED ? row.expectedAt() : null,
        row.earnedSince(),
        ChangeView.of(row),
        row.takenUpAt(),
        row.movedAt());
  }
}
