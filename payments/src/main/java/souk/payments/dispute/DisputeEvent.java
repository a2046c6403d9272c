package souk.payments.dispute;

import souk.payments.psp.PspDispute;

/** What can be learned of a dispute at the provider. */
sealed interface DisputeEvent {
  /** It was shown as it stands. */
  record Seen(PspDispute dispute) implements DisputeEvent {}

  /** What was shown cannot be read. */
  record Unreadable() implements DisputeEvent {}

  /** The provider will not take our response; in its own word. */
  record Refused(String code) implements DisputeEvent {}

  /** No answer to our response: it may have arrived or not. */
  record AnswerLost() implements DisputeEvent {}

  /** Our response has not arrived, and under this key it never will. */
  record NeverExecuted() implements DisputeEvent {}
}
