package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A payment as the provider shows it.
 *
 * @param reference the provider's id of it
 * @param amount what the authorization is or was for
 * @param received what was taken from the card
 * @param captureBefore when the issuer lets go of the authorization, if the provider says so
 * @param refusal why it was declined; only with {@link Status#DECLINED}
 */
public record PspPayment(
    String reference,
    Status status,
    Money amount,
    Money received,
    @Nullable Instant captureBefore,
    @Nullable Refusal refusal) {

  /** Where a payment can stand. */
  public enum Status {
    /** The money is reserved. */
    AUTHORIZED,
    /** The money is taken. */
    CAPTURED,
    /** Nothing is reserved any more, and nothing was taken. */
    CANCELLED,
    /** The card was refused; nothing is reserved. */
    DECLINED,
    /** Undecided, or in a state that this program does not know: no conclusion may rest on it. */
    UNDECIDED
  }
}
