package souk.payments.psp;

/** What is asked of a payment beyond money being reserved once and taken once. */
public enum PaymentOption {
  /**
   * The payer is there to authenticate. Without it a card that wants that is declined: nobody would
   * answer.
   */
  PAYER_PRESENT,
  /** The authorization may be raised later, where card and provider allow it. */
  GROWING,
  /** It may be taken in several captures, where card and provider allow it. */
  SEVERAL_CAPTURES
}
