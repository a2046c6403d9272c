package souk.payments.refund;

import souk.payments.psp.PspRefund;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.RefundEvent.AnswerLost;
import souk.payments.refund.RefundEvent.Approved;
import souk.payments.refund.RefundEvent.NeverExecuted;
import souk.payments.refund.RefundEvent.Refused;
import souk.payments.refund.RefundEvent.Seen;
import souk.payments.refund.RefundEvent.TurnedDown;

/** The one table of a refund's moves; what is answered as it was given does not move. */
final class RefundTurns {
  private RefundTurns() {}

  static Refund on(Refund refund, RefundEvent event) {
    return switch (refund) {
      case AwaitingApproval waiting -> on(waiting, event);
      case Refunding _, Unknown _ -> asked(refund, event);
      case Pending pending -> on(pending, event);
      case Succeeded succeeded -> on(succeeded, event);
      case Rejected _, Failed _ -> refund;
    };
  }

  private static Refund on(AwaitingApproval refund, RefundEvent event) {
    return switch (event) {
      case Approved _ -> new Refunding();
      case TurnedDown _ -> new Rejected();
      case Seen _, Refused _, AnswerLost _, NeverExecuted _ -> refund;
    };
  }

  private static Refund asked(Refund refund, RefundEvent event) {
    return switch (event) {
      case Seen(var seen) -> seen(seen);
      case Refused(var code) -> new Failed(null, code);
      case AnswerLost _ -> new Unknown(refund.reference());
      // it was promised: it is asked once more, under a new key
      case NeverExecuted _ -> new Refunding();
      case Approved _, TurnedDown _ -> refund;
    };
  }

  private static Refund seen(PspRefund refund) {
    return switch (refund.status()) {
      case SUCCEEDED -> new Succeeded(refund.reference());
      case PENDING -> new Pending(refund.reference());
      case FAILED -> failed(refund);
      case UNDECIDED -> new Unknown(refund.reference());
    };
  }

  private static Refund on(Pending refund, RefundEvent event) {
    return switch (event) {
      case Seen(var seen) ->
          switch (seen.status()) {
            case SUCCEEDED -> new Succeeded(seen.reference());
            case FAILED -> failed(seen);
            case PENDING, UNDECIDED -> refund;
          };
      case Approved _, TurnedDown _, Refused _, AnswerLost _, NeverExecuted _ -> refund;
    };
  }

  private static Refund on(Succeeded refund, RefundEvent event) {
    return switch (event) {
      case Seen(var seen) when seen.status() == PspRefund.Status.FAILED -> failed(seen);
      case Seen _, Approved _, TurnedDown _, Refused _, AnswerLost _, NeverExecuted _ -> refund;
    };
  }

  private static Failed failed(PspRefund refund) {
    var failure = refund.failure();
    return new Failed(refund.reference(), failure == null ? "none" : failure);
  }
}
