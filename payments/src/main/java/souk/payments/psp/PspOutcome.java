package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/**
 * What became of one request that moves money.
 *
 * @param <T> what the provider shows when it has executed one, such as {@link PspPayment}
 */
public sealed interface PspOutcome<T> {
  /** Executed, now or when it was first asked for; what it shows may have moved on since. */
  record Succeeded<T>(T value) implements PspOutcome<T> {}

  /**
   * Executed, and the issuer, or the bank on the other side, said no.
   *
   * @param reference the object it left behind, if the provider names one
   */
  record Declined<T>(Refusal refusal, @Nullable String reference) implements PspOutcome<T> {}

  /** Not executed, and the same request never will be. */
  record Rejected<T>(Refusal refusal) implements PspOutcome<T> {}

  /** This request was not executed; the same one may be made again. */
  record Retryable<T>(Hindrance why) implements PspOutcome<T> {}

  /**
   * Nobody can say whether it was executed.
   *
   * @param over the provider will do nothing more for this key, so that what it shows now is final;
   *     false while the request may still be under way
   */
  record Unknown<T>(String why, boolean over) implements PspOutcome<T> {
    private static final String UNREADABLE = "unreadable answer";

    /** The provider did answer, in words that this program does not know. */
    public static <T> Unknown<T> unreadable() {
      return new Unknown<>(UNREADABLE, false);
    }

    boolean isUnreadable() {
      return why.equals(UNREADABLE);
    }
  }
}
