package souk.payments.psp;

import java.util.Locale;

/** Why a payment was refused, in words of ours that stay the same whichever provider is behind. */
public enum DeclineReason {
  /** The issuer refused and need not say why; a lost or stolen card is told no more than this. */
  CARD_DECLINED,
  INSUFFICIENT_FUNDS,
  CARD_EXPIRED,
  CVC_WRONG,
  /** The cardholder would have to authenticate, and is not there. */
  AUTHENTICATION_REQUIRED,
  /** The cardholder could not show who he is. */
  AUTHENTICATION_FAILED,
  /** The cardholder was asked to authenticate, and took too long. */
  AUTHENTICATION_EXPIRED,
  /** The issuer let go of what was reserved before it was taken. */
  AUTHORIZATION_EXPIRED,
  /** The issuer or the provider could not process it just then; another attempt may succeed. */
  PROCESSING_ERROR,
  /** The payer has no such card, or the provider does not know it any more. */
  CARD_UNKNOWN,
  /** Too small, too large, or in a currency that cannot be charged. */
  AMOUNT_REFUSED,
  /** The provider refused the request itself. */
  REFUSED_BY_PROVIDER,
  /**
   * Our own rules against fraud refused it; the provider was not asked. The payer is told that the
   * card was declined: he may be a thief who learns our rules from it.
   */
  RISK_REFUSED,
  /** The provider's answers were lost, and it proved to have done nothing. */
  NOT_EXECUTED;

  /** The word by which clients know it, such as {@code insufficient_funds}. */
  public String code() {
    var told = this == RISK_REFUSED ? CARD_DECLINED : this;
    return told.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the card's issuer said no, and not its holder's absence, the provider or we. */
  public boolean isIssuers() {
    return switch (this) {
      case CARD_DECLINED,
          INSUFFICIENT_FUNDS,
          CARD_EXPIRED,
          CVC_WRONG,
          AUTHENTICATION_FAILED,
          PROCESSING_ERROR,
          CARD_UNKNOWN ->
          true;
      case AUTHENTICATION_REQUIRED,
          AUTHENTICATION_EXPIRED,
          AUTHORIZATION_EXPIRED,
          AMOUNT_REFUSED,
          REFUSED_BY_PROVIDER,
          RISK_REFUSED,
          NOT_EXECUTED ->
          false;
    };
  }
}
