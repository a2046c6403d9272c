package souk.payments.ledger;

/** The kinds of things that happen to money. */
public enum Template {
  AUTHORIZED,
  HOLD_RESOLVED,
  CAPTURED,
  COMPLETED,
  REVERSAL
}
