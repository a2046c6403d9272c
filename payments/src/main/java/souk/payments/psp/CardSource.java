package souk.payments.psp;

import souk.payments.vault.VaultToken;

/** Where a provider's adapter finds the card it is asked to charge. */
public sealed interface CardSource {
  /** At the provider, which keeps the number: the normal case. */
  record ProviderToken(PspToken token) implements CardSource {}

  /** In our vault, for a provider without tokens of its own. */
  record VaultedNumber(VaultToken token) implements CardSource {}

  /** The two cannot be confused: a token of the vault has a shape that no provider's has. */
  static CardSource of(PspToken token) {
    return VaultToken.isOne(token.paymentMethod())
        ? new VaultedNumber(new VaultToken(token.paymentMethod()))
        : new ProviderToken(token);
  }
}
