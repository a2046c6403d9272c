package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/**
 * A refund as the provider shows it.
 *
 * @param reference the provider's id of it
 * @param failure the provider's own word for why it failed; only with {@link Status#FAILED}
 */
public record PspRefund(String reference, Status status, @Nullable String failure) {
  /** Where a refund can stand. */
  public enum Status {
    /** On its way; it may still fail. */
    PENDING,
    /** Gone to the card; a bank may still send it back. */
    SUCCEEDED,
    /** The money is with us again, or never left. */
    FAILED,
    /** In a state that this program does not know: no conclusion may rest on it. */
    UNDECIDED
  }
}
