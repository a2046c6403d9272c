package souk.payments.refund;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefund.Status;
import souk.payments.psp.PspRefunds;
import souk.payments.refund.OpsRefundController.Outcome;
import souk.payments.refund.OpsRefundController.Resolution;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.RefundEvent.NeverExecuted;
import souk.payments.refund.RefundEvent.Seen;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * An operator says what became of a refund whose answer stays missing, or of which the provider
 * shows a state that nobody here knows. The provider is asked first: what it knows is applied only
 * if he says the same, and his word alone counts only where it cannot say. Of him and the resolver
 * the one who concludes the refund first wins.
 */
@Singleton
final class SettleUnknownRefund {
  /** By then no request of ours is under way any more, whatever held it up. */
  private static final Duration REQUEST_OVER = Duration.ofMinutes(10);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
  private static final String NOT_DONE = "not_executed";

  private final StoredRefunds refunds;
  private final PspRefunds psp;
  private final DatabaseClock clock;

  SettleUnknownRefund(StoredRefunds refunds, PspRefunds psp, DatabaseClock clock) {
    this.refunds = refunds;
    this.psp = psp;
    this.clock = clock;
  }

  /**
   * Must not be called in a transaction.
   *
   * @throws Problem 404 for no refund; 409 {@code refund_not_unknown}, {@code refund_too_fresh}
   *     while a request may still be under way, {@code provider_contradicts}; 422 {@code
   *     refund_not_found} for one that was made and cannot be found; 503 {@code
   *     payments_unavailable} while the provider does not answer
   */
  void settle(Operator operator, UUID refundId, Resolution said) {
    var stored = refunds.find(refundId).orElseThrow(() -> Problem.notFound("refund"));
    if (!(stored.refund() instanceof Unknown(var reference))) throw notUnknown();
    if (clock.now().isBefore(stored.intendedAt().plus(REQUEST_OVER))) {
      throw Problem.conflict("refund_too_fresh", "Its request may still be under way.");
    }
    var event = event(evidence(stored, reference), reference, said.outcome());
    var action =
        new OperatorAction(
            "refund.resolved", "refund", refundId, said.reason(), stored.standing(), said);
    if (!refunds.conclude(stored, event, operator, action)) throw notUnknown();
  }

  private static Problem notUnknown() {
    return Problem.conflict("refund_not_unknown", "What became of this refund is known.");
  }

  private Lookup<PspRefund> evidence(StoredRefund stored, @Nullable String reference) {
    return reference == null
        ? psp.find(stored.id(), stored.terms().payment())
        : psp.retrieve(reference);
  }

  private static RefundEvent event(
      Lookup<PspRefund> found, @Nullable String reference, Outcome said) {
    return switch (found) {
      case Lookup.Found<PspRefund>(var refund) when refund.status() != Status.UNDECIDED ->
          seen(refund, said);
      case Lookup.Found<PspRefund>(var refund) -> onHisWord(refund.reference(), said);
      case Lookup.Absent<PspRefund> _ -> absent(said);
      case Lookup.Unavailable<PspRefund>(var why) when why.isNoSaying() ->
          onHisWord(reference, said);
      case Lookup.Unavailable<PspRefund> _ ->
          throw Problem.unavailable(
              "payments_unavailable", "The provider does not answer; ask again.", TRY_AGAIN);
    };
  }

  private static RefundEvent seen(PspRefund refund, Outcome said) {
    var isDone = refund.status() != Status.FAILED;
    if (isDone != (said == Outcome.EXECUTED)) throw contradicts(refund.status().name());
    return new Seen(refund);
  }

  private static RefundEvent absent(Outcome said) {
    if (said == Outcome.EXECUTED) throw contradicts("no such refund");
    return new NeverExecuted();
  }

  private static Problem contradicts(String shown) {
    return Problem.conflict("provider_contradicts", "The provider shows: " + shown + ".");
  }

  /**
   * One that exists there and was not executed is over; of one that nobody has seen there is none.
   */
  private static RefundEvent onHisWord(@Nullable String reference, Outcome said) {
    if (said == Outcome.NOT_EXECUTED) {
      return reference == null
          ? new NeverExecuted()
          : new Seen(new PspRefund(reference, Status.FAILED, NOT_DONE));
    }
    if (reference == null) {
      throw Problem.refused(
          "refund_not_found", "A refund that nobody can find cannot be said to be done.");
    }
    return new Seen(new PspRefund(reference, Status.SUCCEEDED, null));
  }
}
