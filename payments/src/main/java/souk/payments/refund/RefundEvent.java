package souk.payments.refund;

import souk.payments.psp.PspRefund;

/** What can happen to a refund. */
sealed interface RefundEvent {
  /** Somebody else has agreed. */
  record Approved() implements RefundEvent {}

  /** Somebody else has said no. */
  record TurnedDown() implements RefundEvent {}

  /** The provider showed it as it stands. */
  record Seen(PspRefund refund) implements RefundEvent {}

  /** The provider will not do this; in its own word. */
  record Refused(String code) implements RefundEvent {}

  /** No answer: it may have happened or not. */
  record AnswerLost() implements RefundEvent {}

  /** It has not happened, and under this key it never will. */
  record NeverExecuted() implements RefundEvent {}
}
