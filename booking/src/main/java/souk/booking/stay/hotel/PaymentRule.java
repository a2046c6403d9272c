package souk.booking.stay.hotel;

/** When a stay is paid for. */
public enum PaymentRule {
  /** All of it, when it is booked. */
  PAY_NOW
}
