package souk.payments.payout;

import org.jspecify.annotations.Nullable;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Ending;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.payout.PayoutEvent.AnswerLost;
import souk.payments.payout.PayoutEvent.CancelWanted;
import souk.payments.payout.PayoutEvent.NeverExecuted;
import souk.payments.payout.PayoutEvent.PayoutSeen;
import souk.payments.payout.PayoutEvent.Refused;
import souk.payments.payout.PayoutEvent.Sealed;
import souk.payments.payout.PayoutEvent.TransferIntended;
import souk.payments.payout.PayoutEvent.TransferSeen;
import souk.payments.payout.PayoutEvent.WatchOver;
import souk.payments.payout.Turn.Concluded;
import souk.payments.payout.Turn.Kept;
import souk.payments.payout.Turn.Lost;
import souk.payments.payout.Turn.Moved;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.Setback;

/** The one table of a payout's moves: every outcome goes through it, whoever brings it. */
final class PayoutTurns {
  private static final String OURS = "none";

  private PayoutTurns() {}

  static Turn on(Payout payout, PayoutEvent event) {
    return switch (payout) {
      case Pending pending -> on(pending, event);
      case Batched batched -> on(batched, event);
      case Submitted submitted -> on(submitted, event);
      case Accepted accepted -> on(accepted, event);
      case Settled settled -> on(settled, event);
      case Undone undone -> on(undone, event);
    };
  }

  private static Turn on(Pending payout, PayoutEvent event) {
    return switch (event) {
      case Sealed(var batch) -> new Moved(new Batched(batch, payout.method(), false));
      case CancelWanted _ -> new Moved(cancelled(null));
      case TransferIntended _,
          TransferSeen _,
          PayoutSeen _,
          Refused _,
          NeverExecuted _,
          AnswerLost _,
          WatchOver _ ->
          new Kept();
    };
  }

  private static Turn on(Batched payout, PayoutEvent event) {
    var toBeAsked = new Batched(payout.batch(), payout.method(), false);
    return switch (event) {
      // once the request may be under way nobody can say any more that it was stopped
      case CancelWanted _ -> payout.asked() ? new Kept() : new Moved(cancelled(payout));
      case TransferIntended _ ->
          payout.asked()
              ? new Kept()
              : new Moved(new Batched(payout.batch(), payout.method(), true));
      case TransferSeen(var transfer) -> new Concluded(transferred(payout, transfer));
      case Refused(var setback, _) when setback.isPassing() -> new Concluded(toBeAsked);
      case Refused(var setback, var code) ->
          new Concluded(
              new Undone(Ending.FAILED, setback, code, payout.batch(), null, null, false));
      case NeverExecuted _ -> new Concluded(toBeAsked);
      case AnswerLost _ -> new Lost();
      case Sealed _, PayoutSeen _, WatchOver _ -> new Kept();
    };
  }

  /** Somebody may have taken it back at the provider before we saw it. */
  private static Payout transferred(Batched payout, PspTransfer seen) {
    var transfer = new Transfer(seen.reference(), seen.amount());
    return seen.isTakenBack()
        ? new Undone(Ending.REVERSED, Setback.CANCELLED, OURS, payout.batch(), transfer, null, true)
        : new Submitted(payout.batch(), transfer, payout.method());
  }

  private static Turn on(Submitted payout, PayoutEvent event) {
    return switch (event) {
      case PayoutSeen(var seen, var setback) -> new Concluded(sent(payout, seen, setback));
      case Refused(var setback, var code) -> refused(payout, setback, code);
      case NeverExecuted _ -> new Concluded(payout);
      case AnswerLost _ -> new Lost();
      case Sealed _, CancelWanted _, TransferIntended _, TransferSeen _, WatchOver _ -> new Kept();
    };
  }

  private static Payout sent(Submitted payout, PspPayout seen, Setback setback) {
    var batch = payout.batch();
    var transfer = payout.transfer();
    return switch (seen.status()) {
      case ON_ITS_WAY, UNDECIDED -> new Accepted(batch, transfer, seen.reference());
      case PAID -> new Settled(batch, transfer, seen.reference(), false);
      case FAILED, CANCELLED ->
          undone(new Accepted(batch, transfer, seen.reference()), seen, setback);
    };
  }

  private static Turn refused(Submitted payout, Setback setback, String code) {
    var batch = payout.batch();
    var transfer = payout.transfer();
    if (setback == Setback.INSTANT_NOT_POSSIBLE && payout.method() == PayoutMethod.INSTANT) {
      return new Concluded(new Submitted(batch, transfer, PayoutMethod.STANDARD));
    }
    if (setback.isPassing()) return new Concluded(payout);
    return new Concluded(new Undone(Ending.FAILED, setback, code, batch, transfer, null, false));
  }

  private static Turn on(Accepted payout, PayoutEvent event) {
    return switch (event) {
      case PayoutSeen(var seen, var setback) ->
          switch (seen.status()) {
            case PAID ->
                new Concluded(
                    new Settled(payout.batch(), payout.transfer(), payout.payout(), false));
            case FAILED, CANCELLED -> new Concluded(undone(payout, seen, setback));
            case ON_ITS_WAY, UNDECIDED -> new Kept();
          };
      case Sealed _,
          CancelWanted _,
          TransferIntended _,
          TransferSeen _,
          Refused _,
          NeverExecuted _,
          AnswerLost _,
          WatchOver _ ->
          new Kept();
    };
  }

  private static Turn on(Settled payout, PayoutEvent event) {
    var settled = new Accepted(payout.batch(), payout.transfer(), payout.payout());
    return switch (event) {
      case PayoutSeen(var seen, var setback) ->
          switch (seen.status()) {
            case FAILED -> new Concluded(undone(settled, seen, setback));
            case ON_ITS_WAY, PAID, CANCELLED, UNDECIDED -> new Kept();
          };
      case WatchOver _ ->
          payout.isFinal()
              ? new Kept()
              : new Moved(new Settled(payout.batch(), payout.transfer(), payout.payout(), true));
      case Sealed _,
          CancelWanted _,
          TransferIntended _,
          TransferSeen _,
          Refused _,
          NeverExecuted _,
          AnswerLost _ ->
          new Kept();
    };
  }

  private static Turn on(Undone payout, PayoutEvent event) {
    if (payout.toTakeBack() == null) return new Kept();
    return switch (event) {
      case TransferSeen(var transfer) when transfer.isTakenBack() ->
          new Concluded(takenBack(payout));
      // nobody else may have this money: it is asked for once more, under a new key
      case Refused _, NeverExecuted _ -> new Concluded(payout);
      case AnswerLost _ -> new Lost();
      case Sealed _,
          CancelWanted _,
          TransferIntended _,
          TransferSeen _,
          PayoutSeen _,
          WatchOver _ ->
          new Kept();
    };
  }

  private static Undone undone(Accepted payout, PspPayout seen, Setback setback) {
    var cancelled = seen.status() == PspPayout.Status.CANCELLED;
    var why = cancelled ? Setback.CANCELLED : setback;
    var ending = why.isBounced() ? Ending.RETURNED : Ending.FAILED;
    var code = seen.code();
    return new Undone(
        cancelled ? Ending.REVERSED : ending,
        why,
        code == null ? OURS : code,
        payout.batch(),
        payout.transfer(),
        seen.reference(),
        false);
  }

  private static Undone takenBack(Undone payout) {
    return new Undone(
        payout.ending(),
        payout.setback(),
        payout.code(),
        payout.batch(),
        payout.transfer(),
        payout.payout(),
        true);
  }

  private static Undone cancelled(@Nullable Batched payout) {
    var batch = payout == null ? null : payout.batch();
    return new Undone(Ending.REVERSED, Setback.CANCELLED, OURS, batch, null, null, false);
  }
}
