package souk.payments.charge;

import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspPayment;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** What can happen to a charge. */
sealed interface ChargeEvent {
  /** The caller wants the money, and nothing after that. */
  record CaptureWanted(Money amount) implements ChargeEvent {}

  /**
   * The caller wants some of the money now, and more of it later.
   *
   * @param number of this capture, counted from 1
   */
  record PartWanted(Money amount, int number) implements ChargeEvent {}

  /** The caller wants more to be reserved, so much in all. */
  record MoreWanted(Money total) implements ChargeEvent {}

  /** The caller does not want the money any more. */
  record ReleaseWanted() implements ChargeEvent {}

  /** The payer has not authenticated in time. */
  record TimeRanOut() implements ChargeEvent {}

  /** The provider showed the payment as it stands. */
  record Seen(PspPayment payment) implements ChargeEvent {}

  /** The issuer said no. */
  record IssuerDeclined(Refusal refusal, @Nullable String reference) implements ChargeEvent {}

  /** The provider will not do this. */
  record Rejected(Refusal refusal) implements ChargeEvent {}

  /** No answer: it may have happened or not. */
  record AnswerLost() implements ChargeEvent {}

  /** It has not happened, and under this key it never will. */
  record NeverExecuted() implements ChargeEvent {}
}
