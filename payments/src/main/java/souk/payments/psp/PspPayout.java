package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * Money sent from a payee's balance at the provider to his bank, as the provider shows it.
 *
 * @param reference the provider's id of it
 * @param code the provider's word for why it failed; only with {@link Status#FAILED}
 * @param expectedAt when it is at the bank, as far as the provider knows
 */
public record PspPayout(
    String reference,
    Status status,
    Money amount,
    @Nullable String code,
    @Nullable Instant expectedAt) {
  /** Where it can stand. */
  public enum Status {
    /** Taken on, and not arrived. */
    ON_ITS_WAY,
    /** Arrived, as far as the provider knows: it may still fail. */
    PAID,
    /** Did not arrive, or was sent back; the money is in the payee's balance again. */
    FAILED,
    /** Stopped before it left; the money is in the payee's balance again. */
    CANCELLED,
    /** In a state that this program does not know: no conclusion may rest on it. */
    UNDECIDED
  }
}
