package souk.payments.psp;

/** How money reaches a payee's bank. */
public enum PayoutMethod {
  /** In a day or a few. */
  STANDARD,
  /** In minutes, where the payee's bank can do that. */
  INSTANT
}
