package souk.payments.ledger;

/** The kinds of things that happen to money. */
public enum Template {
  AUTHORIZED,
  HOLD_RESOLVED,
  CAPTURED,
  COMPLETED,
  REFUND_ACCEPTED,
  REFUND_EXECUTED,
  REFUND_FAILED,
  CLAWBACK_DIVIDED,
  DISPUTE_OPENED,
  DISPUTE_WON,
  DISPUTE_LOST,
  REVERSAL
}
