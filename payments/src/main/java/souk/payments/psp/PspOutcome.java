package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/** What became of one request that moves money. */
public sealed interface PspOutcome {
  /** Executed, now or when it was first asked for; the payment may have moved on since. */
  record Succeeded(PspPayment payment) implements PspOutcome {}

  /**
   * Executed, and the issuer said no.
   *
   * @param reference the payment it left behind, if the provider names one
   */
  record Declined(Refusal refusal, @Nullable String reference) implements PspOutcome {}

  /** Not executed, and the same request never will be. */
  record Rejected(Refusal refusal) implements PspOutcome {}

  /** This request was not executed; the same one may be made again. */
  record Retryable(Hindrance why) implements PspOutcome {}

  /**
   * Nobody can say whether it was executed.
   *
   * @param over the provider will do nothing more for this key, so that what the payment shows now
   *     is final; false while the request may still be under way
   */
  record Unknown(String why, boolean over) implements PspOutcome {}
}
