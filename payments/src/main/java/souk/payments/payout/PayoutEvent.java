package souk.payments.payout;

import java.util.UUID;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.Setback;

/** What can happen to a payout. */
sealed interface PayoutEvent {
  /** It belongs to a batch. */
  record Sealed(UUID batch) implements PayoutEvent {}

  /** Operations want it stopped. */
  record CancelWanted() implements PayoutEvent {}

  /** The transfer is about to be asked for. */
  record TransferIntended() implements PayoutEvent {}

  /** The provider shows its transfer. */
  record TransferSeen(PspTransfer transfer) implements PayoutEvent {}

  /** The provider shows what it sent to the bank. */
  record PayoutSeen(PspPayout payout, Setback ifFailed) implements PayoutEvent {}

  /** The provider refused what was asked, and has done nothing. */
  record Refused(Setback setback, String code) implements PayoutEvent {}

  /** What was asked was not done, and never will be. */
  record NeverExecuted() implements PayoutEvent {}

  /** Nobody can say whether what was asked was done. */
  record AnswerLost() implements PayoutEvent {}

  /** No bank sends it back so late. */
  record WatchOver() implements PayoutEvent {}

  /** In a payout's log. */
  default String name() {
    return switch (this) {
      case Sealed _ -> "sealed";
      case CancelWanted _ -> "cancelled";
      case TransferIntended _ -> "transfer_intended";
      case TransferSeen _ -> "transfer_seen";
      case PayoutSeen _ -> "payout_seen";
      case Refused _ -> "refused";
      case NeverExecuted _ -> "never_executed";
      case AnswerLost _ -> "answer_lost";
      case WatchOver _ -> "watch_over";
    };
  }
}
