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
  /** What a payee owes is kept back of what he has earned. */
  PAYEE_DEBT_NETTED,
  /** What was earned in one currency leaves it; beside {@link #CHANGE_BOUGHT}. */
  CHANGE_SOLD,
  /** What it is worth at the rate itself comes in another. */
  CHANGE_BOUGHT,
  /** Of that, the spread and what rounding leaves. */
  CHANGE_KEPT,
  PAYOUT_SENT,
  PAYOUT_PAID,
  /** It had arrived, and was sent back: it is on its way again. */
  PAYOUT_RETURNED,
  /** It never arrives: the payee has earned it as before. */
  PAYOUT_FAILED,
  /** What the provider takes for its service. */
  PSP_FEE,
  /** The provider converted what moved our balance into the currency it settles in. */
  FX,
  /** What was captured can be paid out. */
  AVAILABLE,
  /** From the provider to our own bank account, or back. */
  OWN_PAYOUT,
  /** A difference to the provider's statement, until it is explained. */
  SUSPENDED,
  REVERSAL
}
