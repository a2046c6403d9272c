package souk.payments.charge;

import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.ChargeEvent.AnswerLost;
import souk.payments.charge.ChargeEvent.CaptureWanted;
import souk.payments.charge.ChargeEvent.IssuerDeclined;
import souk.payments.charge.ChargeEvent.NeverExecuted;
import souk.payments.charge.ChargeEvent.Rejected;
import souk.payments.charge.ChargeEvent.ReleaseWanted;
import souk.payments.charge.ChargeEvent.Seen;
import souk.payments.charge.Turn.Concluded;
import souk.payments.charge.Turn.Kept;
import souk.payments.charge.Turn.Moved;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspPayment;
import souk.payments.psp.Refusal;

/** The one table of a charge's moves: every outcome goes through it, whoever brings it. */
final class ChargeTurns {
  private static final Refusal NOT_EXECUTED =
      new Refusal(DeclineReason.NOT_EXECUTED, "never_executed");

  private ChargeTurns() {}

  static Turn on(Charge charge, ChargeEvent event) {
    return switch (charge) {
      case Authorizing authorizing -> on(authorizing, event);
      case Authorized authorized -> on(authorized, event);
      case Capturing capturing -> on(capturing, event);
      case Voiding voiding -> on(voiding, event);
      case Unknown unknown -> on(unknown, event);
      case Declined _, Captured _, Voided _ -> new Kept();
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
      case CaptureWanted _ -> new Kept();
    };
  }

  private static Turn seen(Authorizing charge, PspPayment payment) {
    var terms = charge.terms();
    var hold = new Hold(payment.reference(), payment.amount(), payment.captureBefore());
    return switch (payment.status()) {
      case AUTHORIZED ->
          new Concluded(
              charge.releaseWanted()
                  ? new Voiding(terms, hold)
                  : new Authorized(terms, hold, null));
      case CAPTURED -> new Concluded(new Captured(terms, hold, payment.received()));
      case CANCELLED -> new Concluded(new Voided(terms, hold));
      case DECLINED -> new Concluded(new Declined(terms, refusal(payment), payment.reference()));
      case UNDECIDED -> new Moved(new Unknown(knownAs(charge, payment.reference())));
    };
  }

  private static Turn on(Authorized charge, ChargeEvent event) {
    return switch (event) {
      case CaptureWanted(var amount) when charge.hold().covers(amount) ->
          new Moved(new Capturing(charge.terms(), charge.hold(), amount));
      case ReleaseWanted _ -> new Moved(new Voiding(charge.terms(), charge.hold()));
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, new Kept());
      case CaptureWanted _, IssuerDeclined _, Rejected _, AnswerLost _, NeverExecuted _ ->
          new Kept();
    };
  }

  private static Turn on(Capturing charge, ChargeEvent event) {
    var lost = new Moved(new Unknown(charge));
    return switch (event) {
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, lost);
      case IssuerDeclined(var refusal, _) -> captureRefused(charge, refusal);
      case Rejected(var refusal) -> captureRefused(charge, refusal);
      case NeverExecuted _ -> new Concluded(charge);
      case AnswerLost _ -> lost;
      case CaptureWanted _, ReleaseWanted _ -> new Kept();
    };
  }

  private static Turn on(Voiding charge, ChargeEvent event) {
    var lost = new Moved(new Unknown(charge));
    return switch (event) {
      case Seen(var payment) -> ended(charge.terms(), charge.hold(), payment, lost);
      // nobody may want this money again: it is asked once more, under a new key
      case IssuerDeclined _, Rejected _, NeverExecuted _ -> new Concluded(charge);
      case AnswerLost _ -> lost;
      case CaptureWanted _, ReleaseWanted _ -> new Kept();
    };
  }

  private static Turn on(Unknown charge, ChargeEvent event) {
    return switch (on(charge.operation(), event)) {
      case Moved(AtWork work) -> moved(charge, new Unknown(work));
      case Moved(var next) -> moved(charge, next);
      case Concluded concluded -> concluded;
      case Kept kept -> kept;
    };
  }

  /** Capture and cancellation at the provider are final, whichever of them was asked for. */
  private static Turn ended(Terms terms, Hold hold, PspPayment payment, Turn undecided) {
    return switch (payment.status()) {
      case CAPTURED -> new Concluded(new Captured(terms, hold, payment.received()));
      case CANCELLED -> new Concluded(new Voided(terms, hold));
      case AUTHORIZED, DECLINED, UNDECIDED -> undecided;
    };
  }

  private static Turn captureRefused(Capturing charge, Refusal refusal) {
    return new Concluded(new Authorized(charge.terms(), charge.hold(), refusal.reason()));
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

  private static Refusal refusal(PspPayment payment) {
    var refusal = payment.refusal();
    return refusal == null ? new Refusal(DeclineReason.CARD_DECLINED, "none") : refusal;
  }
}
