package souk.booking.stay;

/** Where a stay stands for its guest. */
public enum StayStatus {
  /** The rooms are his for some minutes. */
  HELD,
  /** The rooms are his while his card is asked, for some minutes. */
  PAYING,
  /** The rooms are booked. */
  CONFIRMED,
  /** He has come, and sleeps there. */
  CHECKED_IN,
  /** He has left, as booked or before; or it ended by itself. */
  CHECKED_OUT,
  /** He has not come. */
  NO_SHOW,
  /** Given back, why is said beside. */
  CANCELLED,
  /** The time for holding or paying was over. */
  EXPIRED
}
