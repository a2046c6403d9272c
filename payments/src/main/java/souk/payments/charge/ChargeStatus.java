package souk.payments.charge;

/** Where a charge stands, as far as a workflow needs to know. */
public enum ChargeStatus {
  /** An operation is under way or waits for the provider; its end will be told by an event. */
  PENDING,
  /** An answer of the provider was lost; what happened is being found out. */
  UNKNOWN,
  /** The payer has to authenticate before anything is reserved. */
  REQUIRES_ACTION,
  /** The money is reserved; some of it may have been taken already. */
  AUTHORIZED,
  /** The card was refused; nothing is reserved. Final. */
  DECLINED,
  /** The money is taken. Final. */
  CAPTURED,
  /** Nothing is reserved and nothing was taken. Final. */
  VOIDED,
  /**
   * The card's issuer let go of what was reserved before it was taken; nothing is reserved and
   * nothing was taken. Final.
   */
  EXPIRED
}
