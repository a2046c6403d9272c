package souk.payments.psp;

import org.jspecify.annotations.Nullable;
import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;

/**
 * The further port of a provider that takes card numbers. With every authorization its adapter
 * opens the number behind the token, sends it and closes it; the verification code is sent once,
 * here, and cannot be sent later, because nobody has it any more.
 */
public interface PspNumbers {
  /**
   * What the provider knows of a card that is good.
   *
   * @param country where the issuer is, as ISO 3166 has it, if the provider says so
   */
  record Verified(@Nullable String country) {}

  /**
   * Authorizes nothing on the card, with its code, to learn whether it is good. Nothing is held or
   * taken, whatever the answer, so one that is not known may be asked for anew. The adapter limits
   * the time of its call, as for every port to the provider.
   *
   * @param key by which the provider recognises this verification
   */
  PspOutcome<Verified> verify(PspKey key, Pan pan, int expMonth, int expYear, Cvc cvc);
}
