package souk.payments.charge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.ChargeEvent.AnswerLost;
import souk.payments.charge.ChargeEvent.CaptureWanted;
import souk.payments.charge.ChargeEvent.IssuerDeclined;
import souk.payments.charge.ChargeEvent.MoreWanted;
import souk.payments.charge.ChargeEvent.NeverExecuted;
import souk.payments.charge.ChargeEvent.PartWanted;
import souk.payments.charge.ChargeEvent.Rejected;
import souk.payments.charge.ChargeEvent.ReleaseWanted;
import souk.payments.charge.ChargeEvent.Seen;
import souk.payments.charge.ChargeEvent.TimeRanOut;
import souk.payments.charge.Turn.Concluded;
import souk.payments.charge.Turn.Kept;
import souk.payments.charge.Turn.Moved;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** The one table of a charge's moves: every outcome goes through it, whoever brings it. */
final class ChargeTurns {
  private static final Refusal NOT_EXECUTED =
      new Refusal(DeclineReason.NOT_EXECUTED, "never_executed");
  private static final Refusal NOT_AUTHENTICATED =
      new Refusal(DeclineReason.AUTHENTICATION_EXPIRED, "not_authenticated_in_time");

  private ChargeTurns() {}

  static Turn on(Charge charge, ChargeEvent event) {
    return switch (charge) {
      case Authorizing authorizing -> on(authorizing, event);
      case ActionRequired required -> on(required, event);
      case Authorized authorized -> on(authorized, event);
      case Increasing increasing -> on(increasing, event);
      case Capturing capturing -> on(capturing, event);
      case Voiding voiding -> on(voiding, event);
      case Unknown unknown -> on(unknown, event);
      case Declined _, Captured _, Voided _, Expired _ -> new Kept();
    };
  }

  private static Turn on(Authorizing charge, ChargeEvent event) {
    return switch (event) {
      case ReleaseWanted _ -> moved(charge, wantingRelease(charge));
      case Seen(var payment) -> seen(charge, payment);
      case IssuerDeclined(var refusal, var reference) ->
          new Concluded(new Declined(charge.terms(), refusal, reference));
      case Rejected(var refusal) -> new Concluded(new Declined(charge.terms(), refusal, null));
      case NeverExecuted _ -> new Concluded(neverExecuted(charge));
      case AnswerLost _ -> new Moved(new Unknown(charge));
      case CaptureWanted _, PartWanted _, MoreWanted _, TimeRanOut _ -> new Kept();
    };
  }

  private static Turn seen(Authorizing charge, PspPayment payment) {
    var terms = charge.terms();
    var hold = hold(payment);
    return switch (payment.status()) {
      case REQUIRES_ACTION ->
          new Concluded(
              charge.releaseWanted()
                  ? new Voiding(terms, nothingHeld(payment))
                  : new ActionRequired(
                      terms, nothingHeld(payment), requireNonNull(payment.nextAction())));
      case AUTHORIZED ->
          new Concluded(
              charge.releaseWanted()
                  ? new Voiding(terms, hold)
                  : new Authorized(terms, hold, null));
      case CAPTURED -> new Concluded(new Captured(terms, hold, payment.received()));
      case CANCELLED -> new Concluded(new Voided(terms, hold));
      case EXPIRED ->
          new Concluded(
              charge.releaseWanted() ? new Voided(terms, hold) : new Expired(terms, hold));
      case DECLINED -> new Concluded(new Declined(terms, refusal(payment), payment.reference()));
      case UNDECIDED -> new Moved(new Unknown(knownAs(charge, payment.reference())));
    };
  }

  /** Whoever fails to authenticate could try again with the secret he has: it is taken back. */
  private static Turn on(ActionRequired charge, ChargeEvent event) {
    return switch (event) {
      case ReleaseWanted _ -> new Moved(new Voiding(charge.terms(), charge.hold()));
      case TimeRanOut _ -> new Moved(new Voiding(charge.terms(), charge.hold(), NOT_AUTHENTICATED));
      case Seen(var payment) -> seen(charge, payment);
      case CaptureWanted _,
          PartWanted _,
          MoreWanted _,
          IssuerDeclined _,
          Rejected _,
          AnswerLost _,
          NeverExecuted _ ->
          new Kept();
    };
  }

  private static Turn seen(ActionRequired charge, PspPayment payment) {
    var terms = charge.terms();
    return switch (payment.status()) {
      case AUTHORIZED -> new Moved(new Authorized(terms, hold(payment), null));
      case CAPTURED -> new Concluded(new Captured(terms, hold(payment), payment.received()));
      // nothing was reserved yet that could have run out
      case CANCELLED, EXPIRED -> new Concluded(new Voided(terms, charge.hold()));
      case DECLINED -> new Moved(new Voiding(terms, charge.hold(), refusal(payment)));
      case REQUIRES_ACTION, UNDECIDED -> new Kept();
    };
  }

  private static Turn on(Authorized charge, ChargeEvent event) {
    var terms = charge.terms();
    var hold = charge.hold();
    return switch (event) {
      case CaptureWanted(var amount) when hold.covers(amount) ->
          new Moved(new Capturing(terms, hold, amount));
      case PartWanted(var amount, var number)
          when hold.covers(amount) && number == hold.captures() + 1 ->
          new Moved(new Capturing(terms, hold, amount, false));
      case MoreWanted(var total) when isMore(hold, total) ->
          new Moved(new Increasing(terms, hold, total));
      case ReleaseWanted _ -> new Moved(new Voiding(terms, hold));
      case Seen(var payment) -> ended(terms, hold, payment, new Kept());
      case CaptureWanted _,
          PartWanted _,
          MoreWanted _,
          TimeRanOut _,
          IssuerDeclined _,
          Rejected _,
          AnswerLost _,
          NeverExecuted _ ->
          new Kept();
    };
  }

  private static boolean isMore(Hold hold, Money total) {
    return total.currency().equals(hold.amount().currency()) && total.compareTo(hold.amount()) > 0;
  }

  private static Turn on(Increasing charge, ChargeEvent event) {
    var lost = new Moved(new Unknown(charge));
    return switch (event) {
      case Seen(var payment) when shows(charge, payment) ->
          new Concluded(new Authorized(charge.terms(), raised(charge, payment), null));
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, lost);
      case IssuerDeclined(var refusal, _) -> refused(charge, charge.hold(), refusal);
      case Rejected(var refusal) -> refused(charge, charge.hold(), refusal);
      case NeverExecuted _ -> new Concluded(charge);
      case AnswerLost _ -> lost;
      case CaptureWanted _, PartWanted _, MoreWanted _, ReleaseWanted _, TimeRanOut _ -> new Kept();
    };
  }

  private static Hold raised(Increasing charge, PspPayment payment) {
    return charge.hold().raisedTo(payment.amount(), payment.captureBefore());
  }

  private static Turn on(Capturing charge, ChargeEvent event) {
    var lost = new Moved(new Unknown(charge));
    return switch (event) {
      case Seen(var payment) when payment.status() == Status.AUTHORIZED && shows(charge, payment) ->
          new Concluded(
              new Authorized(charge.terms(), charge.hold().lessACapture(charge.amount()), null));
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, lost);
      case IssuerDeclined(var refusal, _) -> refused(charge, charge.hold(), refusal);
      case Rejected(var refusal) -> refused(charge, charge.hold(), refusal);
      case NeverExecuted _ -> new Concluded(charge);
      case AnswerLost _ -> lost;
      case CaptureWanted _, PartWanted _, MoreWanted _, ReleaseWanted _, TimeRanOut _ -> new Kept();
    };
  }

  private static Turn on(Voiding charge, ChargeEvent event) {
    var lost = new Moved(new Unknown(charge));
    return switch (event) {
      case Seen(var payment) when isLetGo(payment) -> new Concluded(voided(charge));
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, lost);
      // nobody may want this money again: it is asked once more, under a new key
      case IssuerDeclined _, Rejected _, NeverExecuted _ -> new Concluded(charge);
      case AnswerLost _ -> lost;
      case CaptureWanted _, PartWanted _, MoreWanted _, ReleaseWanted _, TimeRanOut _ -> new Kept();
    };
  }

  /** Nobody wants it any more: by whom it was let go does not matter. */
  private static boolean isLetGo(PspPayment payment) {
    return payment.status() == Status.CANCELLED || payment.status() == Status.EXPIRED;
  }

  private static Charge voided(Voiding charge) {
    var refusal = charge.refusal();
    return refusal == null
        ? new Voided(charge.terms(), charge.hold())
        : new Declined(charge.terms(), refusal, charge.hold().reference());
  }

  private static Turn on(Unknown charge, ChargeEvent event) {
    return switch (on(charge.operation(), event)) {
      case Moved(AtWork work) -> moved(charge, new Unknown(work));
      case Moved(var next) -> moved(charge, next);
      case Concluded concluded -> concluded;
      case Kept kept -> kept;
    };
  }

  /** Whether the payment, still open, shows that the operation was done. */
  static boolean shows(AtWork work, PspPayment payment) {
    if (payment.status() != Status.AUTHORIZED) return false;
    return switch (work) {
      case Increasing(_, _, var total) -> payment.amount().compareTo(total) >= 0;
      case Capturing(_, var hold, var amount, var isLast) ->
          !isLast && payment.received().compareTo(hold.taken().plus(amount)) >= 0;
      case Authorizing _, Voiding _ -> false;
    };
  }

  /** Capture and cancellation at the provider are final, whichever of them was asked for. */
  private static Turn ended(Terms terms, Hold hold, PspPayment payment, Turn undecided) {
    return switch (payment.status()) {
      case CAPTURED ->
          new Concluded(new Captured(terms, covering(hold, payment), payment.received()));
      case CANCELLED -> new Concluded(new Voided(terms, hold));
      case EXPIRED -> new Concluded(new Expired(terms, hold));
      case REQUIRES_ACTION, AUTHORIZED, DECLINED, UNDECIDED -> undecided;
    };
  }

  /** It may have been raised without our having heard. */
  private static Hold covering(Hold hold, PspPayment payment) {
    return isMore(hold, payment.received()) ? hold.raisedTo(payment.received(), null) : hold;
  }

  private static Turn refused(AtWork work, Hold hold, Refusal refusal) {
    return new Concluded(new Authorized(work.terms(), hold, refusal.reason()));
  }

  private static Charge neverExecuted(Authorizing charge) {
    return charge.releaseWanted()
        ? new Voided(charge.terms(), null)
        : new Declined(charge.terms(), NOT_EXECUTED, null);
  }

  private static Turn moved(Charge before, Charge after) {
    return after.equals(before) ? new Kept() : new Moved(after);
  }

  private static Authorizing wantingRelease(Authorizing charge) {
    return new Authorizing(charge.terms(), charge.token(), true, charge.reference());
  }

  private static Authorizing knownAs(Authorizing charge, @Nullable String reference) {
    return new Authorizing(charge.terms(), charge.token(), charge.releaseWanted(), reference);
  }

  private static Hold hold(PspPayment payment) {
    return new Hold(payment.reference(), payment.amount(), payment.captureBefore());
  }

  private static Hold nothingHeld(PspPayment payment) {
    return new Hold(payment.reference(), Money.zero(payment.amount().currency()), null);
  }

  private static Refusal refusal(PspPayment payment) {
    var refusal = payment.refusal();
    return refusal == null ? new Refusal(DeclineReason.CARD_DECLINED, "none") : refusal;
  }
}
