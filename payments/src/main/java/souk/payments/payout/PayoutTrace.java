package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/**
 * What became of a payout, for whoever follows money.
 *
 * @param amount all of it, in the currency in which it is paid
 * @param reason why it did not arrive
 * @param unanswered the provider's answer is missing, and is being found out
 * @param transfer the provider's id of the money on the payee's account there
 * @param pspPayout the provider's id of what was sent from there to his bank
 * @param expectedAt when it is at the bank, as far as the provider knows
 * @param finishedAt since when nothing will happen to it any more
 * @param change how it was changed, if it was earned in another currency
 * @param steps each move, in their order
 */
@Introspected
@Schema(name = "PayoutTrace")
public record PayoutTrace(
    UUID id,
    @Nullable UUID batchId,
    PayoutStatus status,
    Money amount,
    PayoutMethod method,
    @Nullable String reason,
    boolean unanswered,
    @Nullable String transfer,
    @Nullable String pspPayout,
    Instant takenUpAt,
    Instant updatedAt,
    @Nullable Instant expectedAt,
    @Nullable Instant finishedAt,
    @Nullable ChangeView change,
    List<Step> steps) {

  /** One move, and the state that it led to. */
  @Introspected
  @Schema(name = "PayoutStep")
  public record Step(Instant at, String what, PayoutStatus status, @Nullable String detail) {
    static Step of(PayoutRows.LogLine line) {
      return new Step(line.at(), line.what(), PayoutStatus.valueOf(line.status()), line.detail());
    }
  }

  static PayoutTrace of(PayoutRow row, List<Step> steps) {
    return new PayoutTrace(
        row.id(),
        row.batchId(),
        PayoutStatus.valueOf(row.status()),
        Money.of(row.amountMinor(), row.currency()),
        PayoutMethod.valueOf(row.method()),
        row.setback() == null ? null : Setback.valueOf(row.setback()).code(),
        row.unanswered(),
        row.transfer(),
        row.pspPayout(),
        row.takenUpAt(),
        row.movedAt(),
        row.expectedAt(),
        row.finishedAt(),
        ChangeView.of(row),
        steps);
  }
}
