package souk.booking.stay;

/** Where a stay stands for its guest. */
public enum StayStatus {
  /** The rooms are his for some minutes. */
  HELD,
  /** The rooms are his while his card is asked, for some minutes. */
  PAYING,
  /** The rooms are booked. */
  CONFIRMED,
  /** Given back, why is said beside. */
  CANCELLED,
  /** The time for holding or paying was over. */
  EXPIRED
}
