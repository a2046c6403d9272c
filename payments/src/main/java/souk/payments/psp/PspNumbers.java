package souk.payments.psp;

import org.jspecify.annotations.Nullable;
import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;

/**
 * The further port of a provider that has no tokens of its own. With every authorization its
 * adapter opens the number behind the token, sends it and closes it; the verification code is sent
 * once, here, and cannot be sent later, because nobody has it any more.
 */
public interface PspNumbers {
  /** What the issuer says of a card. */
  sealed interface Verification {
    /**
     * @param country where the issuer is, as ISO 3166 has it, if the provider says so
     */
    record Good(@Nullable String country) implements Verification {}

    record Refused(Refusal refusal) implements Verification {}

    /** Nobody knows; nothing is held or taken in any case. */
    record Unanswered() implements Verification {}
  }

  /** Authorizes nothing on the card, with its code, to learn whether it is good. */
  Verification verify(Pan pan, int expMonth, int expYear, Cvc cvc);
}
