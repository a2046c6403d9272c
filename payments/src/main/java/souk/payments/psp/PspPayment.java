package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A payment as the provider shows it.
 *
 * @param reference the provider's id of it
 * @param amount what the authorization is or was for, raised as it may have been
 * @param received what was taken from the card, in all captures
 * @param captureBefore when the issuer lets go of the authorization, if the provider says so
 * @param refusal why it was declined; only with {@link Status#DECLINED}
 * @param nextAction what the payer has to do; only with {@link Status#REQUIRES_ACTION}
 */
public record PspPayment(
    String reference,
    Status status,
    Money amount,
    Money received,
    @Nullable Instant captureBefore,
    @Nullable Refusal refusal,
    @Nullable NextAction nextAction) {
  public PspPayment {
    if (status == Status.REQUIRES_ACTION && nextAction == null) {
      throw new IllegalArgumentException(reference + " does not say what its payer has to do");
    }
  }

  /** One that waits for nobody. */
  public PspPayment(
      String reference,
      Status status,
      Money amount,
      Money received,
      @Nullable Instant captureBefore,
      @Nullable Refusal refusal) {
    this(reference, status, amount, received, captureBefore, refusal, null);
  }

  /** Where a payment can stand. */
  public enum Status {
    /** The payer has to authenticate; nothing is reserved yet. */
    REQUIRES_ACTION,
    /** The money is reserved. */
    AUTHORIZED,
    /** The money is taken, and what was reserved beyond it given back. */
    CAPTURED,
    /** Nothing is reserved any more, and nothing was taken. */
    CANCELLED,
    /** The issuer let go of it before it was taken: nothing is reserved, and nothing was taken. */
    EXPIRED,
    /** The card was refused; nothing is reserved. */
    DECLINED,
    /** Undecided, or in a state that this program does not know: no conclusion may rest on it. */
    UNDECIDED
  }

  /** Whether it can still become anything, as far as is known. */
  public boolean isOpen() {
    return switch (status) {
      case REQUIRES_ACTION, AUTHORIZED, DECLINED -> true;
      case CAPTURED, CANCELLED, EXPIRED, UNDECIDED -> false;
    };
  }
}
