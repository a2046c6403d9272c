package souk.sim.view;

/** Where the money of a ride stands, as the API names it. */
public enum PaymentStatus {
  PENDING,
  REQUIRES_ACTION,
  AUTHORIZED,
  DECLINED,
  CAPTURED,
  VOIDED,
  UNKNOWN
}
