package souk.payments.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import souk.payments.payout.OpsPayoutController.Outcome;
import souk.payments.payout.OpsPayoutController.Resolution;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.payout.PayoutEvent.NeverExecuted;
import souk.payments.payout.PayoutEvent.PayoutSeen;
import souk.payments.payout.PayoutEvent.TransferSeen;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspPayout.Status;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Setback;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * An operator says what became of a transfer, of its way back, or of what was sent to a bank, where
 * the answer stays missing or nobody here knows the state that is shown. The provider is asked
 * first: what it knows is applied only if he says the same, and his word alone counts only where it
 * cannot say. Of him and the driver the one who concludes the request first wins.
 */
@Singleton
final class SettleUnknownPayout {
  /** By then no request of ours is under way any more, whatever held it up. */
  private static final Duration REQUEST_OVER = Duration.ofMinutes(10);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final StoredPayouts payouts;
  private final PspTransfers psp;
  private final DatabaseClock clock;

  @Inject
  SettleUnknownPayout(StoredPayouts payouts, PacedTransfers psp, DatabaseClock clock) {
    this(payouts, (PspTransfers) psp, clock);
  }

  SettleUnknownPayout(StoredPayouts payouts, PspTransfers psp, DatabaseClock clock) {
    this.payouts = payouts;
    this.psp = psp;
    this.clock = clock;
  }

  /**
   * Must not be called in a transaction.
   *
   * @throws Problem 404 for no payout; 409 {@code payout_not_unknown}, {@code payout_too_fresh}
   *     while a request may still be under way, {@code provider_contradicts}; 422 {@code
   *     payout_not_found} for what was done and cannot be found; 503 {@code payments_unavailable}
   *     while the provider does not answer
   */
  void settle(Operator operator, UUID id, Resolution said) {
    var stored = payouts.find(id).orElseThrow(() -> Problem.notFound("payout"));
    var isDone = said.outcome() == Outcome.EXECUTED;
    if (clock.now().isBefore(stored.intendedAt().plus(REQUEST_OVER))) {
      throw Problem.conflict("payout_too_fresh", "Its request may still be under way.");
    }
    var event = event(stored, isDone);
    var before = Map.of("status", stored.payout().status());
    var action = new OperatorAction("payout.resolved", "payout", id, said.reason(), before, said);
    if (!payouts.conclude(stored, event, operator, action)) throw notUnknown();
  }

  private PayoutEvent event(StoredPayout stored, boolean isDone) {
    return switch (stored.payout()) {
      case Batched _ when stored.unanswered() -> transferred(stored, isDone);
      case Submitted _ when stored.unanswered() -> sent(stored, isDone);
      case Accepted(_, var transfer, var reference) -> arrived(stored, transfer, reference, isDone);
      case Undone undone when undone.toTakeBack() != null && stored.unanswered() ->
          takenBack(undone.toTakeBack(), isDone);
      case Pending _, Batched _, Submitted _, Settled _, Undone _ -> throw notUnknown();
    };
  }

  private static Problem notUnknown() {
    return Problem.conflict("payout_not_unknown", "What became of this payout is known.");
  }

  private PayoutEvent transferred(StoredPayout stored, boolean isDone) {
    var account = stored.terms().account();
    return found(
        psp.findTransfer(stored.id(), account, stored.intendedAt()),
        TransferSeen::new,
        isDone,
        SettleUnknownPayout::nobodyFinds);
  }

  private PayoutEvent sent(StoredPayout stored, boolean isDone) {
    var account = stored.terms().account();
    return found(
        psp.findPayout(stored.id(), account, stored.intendedAt()),
        this::seen,
        isDone,
        SettleUnknownPayout::nobodyFinds);
  }

  /** What is there was done; what is not was not. */
  private static <T> PayoutEvent found(
      Lookup<T> lookup,
      Function<T, PayoutEvent> seen,
      boolean isDone,
      Supplier<PayoutEvent> doneOnHisWord) {
    return switch (lookup) {
      case Lookup.Found<T>(var value) -> said(isDone, seen.apply(value), "it was done");
      case Lookup.Absent<T> _ -> said(!isDone, new NeverExecuted(), "nothing of it");
      case Lookup.Unavailable<T>(var why) -> {
        refuseSilence(why);
        yield isDone ? doneOnHisWord.get() : new NeverExecuted();
      }
    };
  }

  private static PayoutEvent nobodyFinds() {
    throw Problem.refused("payout_not_found", "Nobody can go on from what cannot be found.");
  }

  private static PayoutEvent said(boolean isSo, PayoutEvent event, String shown) {
    if (isSo) return event;
    throw Problem.conflict("provider_contradicts", "The provider shows: " + shown + ".");
  }

  /** Only where the provider answers and cannot say, an operator's word is taken. */
  private static void refuseSilence(Hindrance why) {
    if (why.isNoSaying()) return;
    throw Problem.unavailable(
        "payments_unavailable", "The provider does not answer; ask again.", TRY_AGAIN);
  }

  private PayoutEvent arrived(
      StoredPayout stored, Transfer transfer, String reference, boolean isDone) {
    return switch (psp.retrievePayout(stored.terms().account(), reference)) {
      case Lookup.Found<PspPayout>(var payout) when payout.status() != Status.UNDECIDED ->
          shown(payout, isDone);
      case Lookup.Found<PspPayout> _, Lookup.Absent<PspPayout> _ ->
          onHisWord(reference, transfer.amount(), isDone);
      case Lookup.Unavailable<PspPayout>(var why) -> {
        refuseSilence(why);
        yield onHisWord(reference, transfer.amount(), isDone);
      }
    };
  }

  private PayoutEvent shown(PspPayout payout, boolean isDone) {
    var word = payout.status().name();
    return switch (payout.status()) {
      case PAID -> said(isDone, seen(payout), word);
      case FAILED, CANCELLED -> said(!isDone, seen(payout), word);
      case ON_ITS_WAY, UNDECIDED -> said(false, seen(payout), word);
    };
  }

  private PayoutEvent onHisWord(String reference, Money amount, boolean isDone) {
    return seen(
        isDone
            ? new PspPayout(reference, Status.PAID, amount, null, null)
            : new PspPayout(reference, Status.FAILED, amount, null, null));
  }

  private PayoutEvent seen(PspPayout payout) {
    var code = payout.code();
    return new PayoutSeen(payout, code == null ? Setback.COULD_NOT_PROCESS : psp.setback(code));
  }

  /** The transfer itself tells whether it was taken back. */
  private PayoutEvent takenBack(Transfer transfer, boolean isDone) {
    var amount = transfer.amount();
    var back = new TransferSeen(new PspTransfer(transfer.reference(), amount, amount));
    return switch (psp.retrieveTransfer(transfer.reference())) {
      case Lookup.Found<PspTransfer>(var found) ->
          found.isTakenBack()
              ? said(isDone, back, "it was taken back")
              : said(!isDone, new NeverExecuted(), "it is not taken back");
      case Lookup.Absent<PspTransfer> _ -> isDone ? back : new NeverExecuted();
      case Lookup.Unavailable<PspTransfer>(var why) -> {
        refuseSilence(why);
        yield isDone ? back : new NeverExecuted();
      }
    };
  }
}
