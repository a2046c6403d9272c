package souk.payments.charge;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.ChargeEvent.NeverExecuted;
import souk.payments.charge.ChargeEvent.Seen;
import souk.payments.charge.OpsChargeController.Outcome;
import souk.payments.charge.OpsChargeController.Resolution;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * An operator says what became of an operation whose answer stays missing. The provider is asked
 * first: what it knows is applied only if he says the same, and his word alone counts only where it
 * cannot say. Of him and the resolver the one who concludes the operation first wins.
 */
@Singleton
final class SettleUnknown {
  /** By then no request of ours is under way any more, whatever held it up. */
  private static final Duration REQUEST_OVER = Duration.ofMinutes(10);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final StoredCharges charges;
  private final Psp psp;
  private final DatabaseClock clock;

  SettleUnknown(StoredCharges charges, Psp psp, DatabaseClock clock) {
    this.charges = charges;
    this.psp = psp;
    this.clock = clock;
  }

  /**
   * Must not be called in a transaction.
   *
   * @throws Problem 404 for no charge; 409 {@code charge_not_unknown}, {@code charge_too_fresh}
   *     while a request may still be under way, {@code provider_contradicts}; 422 {@code
   *     payment_not_found} for an authorization that was made and cannot be found; 503 {@code
   *     payments_unavailable} while the provider does not answer
   */
  void settle(Operator operator, UUID chargeId, Resolution said) {
    var stored = charges.find(chargeId).orElseThrow(() -> Problem.notFound("charge"));
    if (!(stored.charge() instanceof Unknown(var work))) throw notUnknown();
    if (clock.now().isBefore(stored.intendedAt().plus(REQUEST_OVER))) {
      throw Problem.conflict("charge_too_fresh", "Its request may still be under way.");
    }
    var event = event(work, evidence(stored, work), said);
    var action =
        new OperatorAction(
            "charge.resolved", "charge", chargeId, said.reason(), stored.standing(), said);
    if (!charges.conclude(stored, event, operator, action)) throw notUnknown();
  }

  private static Problem notUnknown() {
    return Problem.conflict("charge_not_unknown", "What became of this charge is known.");
  }

  private Lookup<PspPayment> evidence(StoredCharge stored, AtWork work) {
    var reference = reference(work);
    if (reference != null) return psp.retrieve(reference);
    return psp.find(stored.id(), ((Authorizing) work).token(), stored.intendedAt());
  }

  private static @Nullable String reference(AtWork work) {
    return switch (work) {
      case Authorizing(_, _, _, var reference) -> reference;
      case Increasing(_, var hold, _) -> hold.reference();
      case Capturing(_, var hold, _, _) -> hold.reference();
      case Voiding(_, var hold, _) -> hold.reference();
    };
  }

  private static ChargeEvent event(AtWork work, Lookup<PspPayment> found, Resolution said) {
    return switch (found) {
      case Lookup.Found<PspPayment>(var payment) when payment.status() != Status.UNDECIDED ->
          seen(work, payment, said.outcome());
      case Lookup.Found<PspPayment> _ -> onHisWord(work, said);
      case Lookup.Absent<PspPayment> _ -> absent(said.outcome());
      case Lookup.Unavailable<PspPayment>(var why) when why.isNoSaying() -> onHisWord(work, said);
      case Lookup.Unavailable<PspPayment> _ ->
          throw Problem.unavailable(
              "payments_unavailable", "The provider does not answer; ask again.", TRY_AGAIN);
    };
  }

  private static ChargeEvent seen(AtWork work, PspPayment payment, Outcome said) {
    var isStillOpen = payment.isOpen() && !ChargeTurns.shows(work, payment);
    var isDone = work instanceof Authorizing || !isStillOpen;
    if (isDone != (said == Outcome.EXECUTED)) throw contradicts(payment.status().name());
    return isDone ? new Seen(payment) : new NeverExecuted();
  }

  private static ChargeEvent absent(Outcome said) {
    if (said == Outcome.EXECUTED) throw contradicts("no such payment");
    return new NeverExecuted();
  }

  private static Problem contradicts(String shown) {
    return Problem.conflict("provider_contradicts", "The provider shows: " + shown + ".");
  }

  private static ChargeEvent onHisWord(AtWork work, Resolution said) {
    if (said.outcome() == Outcome.NOT_EXECUTED) return new NeverExecuted();
    return switch (work) {
      case Authorizing _ ->
          throw Problem.refused(
              "payment_not_found", "No money can be taken by a payment that nobody can find.");
      case Increasing(_, var hold, var total) -> seen(hold, Status.AUTHORIZED, total, hold.taken());
      case Capturing(_, var hold, var amount, var isLast) ->
          seen(
              hold,
              isLast ? Status.CAPTURED : Status.AUTHORIZED,
              hold.amount(),
              hold.taken().plus(amount));
      case Voiding(_, var hold, _) when hold.taken().minor() > 0 ->
          seen(hold, Status.CAPTURED, hold.amount(), hold.taken());
      case Voiding(_, var hold, _) -> seen(hold, Status.CANCELLED, hold.amount(), hold.taken());
    };
  }

  private static ChargeEvent seen(Hold hold, Status status, Money amount, Money received) {
    return new Seen(
        new PspPayment(hold.reference(), status, amount, received, hold.captureBefore(), null));
  }
}
