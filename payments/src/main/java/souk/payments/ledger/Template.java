package souk.payments.ledger;

/** The kinds of things that happen to money. */
public enum Template {
  AUTHORIZED,
  HOLD_RESOLVED,
  CAPTURED,
  PSP_FEE,
  AVAILABLE,
  COMPLETED,
  REFUND,
  REFUND_EXECUTED,
  REFUND_FAILED,
  DISPUTE_OPENED,
  DISPUTE_WON,
  DISPUTE_LOST,
  PAYOUT_SENT,
  PAYOUT_PAID,
  PAYOUT_FAILED,
  FX,
  REVERSAL
}
