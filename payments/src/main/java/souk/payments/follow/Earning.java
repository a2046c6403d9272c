package souk.payments.follow;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.AccountKind;
import souk.payments.payout.PayoutTrace;
import souk.platform.money.Money;

/**
 * What somebody has earned of an order on one of his accounts, and where that is. Earned less taken
 * back is what waits, with the parts in payouts that have not come back and what was kept, less
 * what was taken of others.
 *
 * @param takenBack of it, because of the order: refunds and disputes
 * @param waiting on the account, for the next payout
 * @param waitingSince since when the oldest of that waits; null when nothing does
 * @param waitingAgeS seconds since then
 * @param kept of it, for what the payee owed because of something else
 * @param ofOthers what was taken back when nothing of this order was left, and so of his others
 * @param payouts what it left in, in their order; what came back is in a later one or waits
 */
@Introspected
@Schema(name = "OrderEarning")
record Earning(
    UUID payee,
    AccountKind account,
    Money earned,
    Money takenBack,
    Money waiting,
    @Nullable Instant waitingSince,
    @Nullable Long waitingAgeS,
    Money kept,
    Money ofOthers,
    List<Part> payouts) {
  /**
   * A part of a payout.
   *
   * @param amount of this order, in the currency in which it was earned
   * @param keptBesides what was kept back of the payee's earnings in the same moment for what he
   *     owed
   * @param cameBackAt when it was earned once more, since the payout did not arrive
   */
  @Introspected
  @Schema(name = "OrderEarningPart")
  record Part(Money amount, Money keptBesides, @Nullable Instant cameBackAt, PayoutTrace payout) {}
}
