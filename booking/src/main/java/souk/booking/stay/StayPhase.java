package souk.booking.stay;

import java.time.Duration;

/** What the saga of a stay has to do next; a function of the stay, kept in its row. */
public enum StayPhase {
  /** The card is to be asked. */
  AUTHORIZE,
  /** The provider's answer is unknown or under way; payments finds out. */
  AWAIT_AUTHORIZATION,
  /** The guest has to authenticate, or has taken too long: payments finds out. */
  AWAIT_PAYER,
  /** The card has said yes or no: the rooms are booked, or are held as before, or given back. */
  CONCLUDE,
  /** The money for booked rooms, or for the fee of what was called off, is to be taken. */
  CAPTURE,
  /** What was reserved for booked rooms cannot be taken: they are given back. */
  UNDO,
  /** What is reserved for rooms that are nobody's any more is to be given back. */
  RELEASE,
  /** What was taken for rooms or nights that are nobody's is to go back, but for the fee. */
  REFUND,
  /** Taken or given back, but the provider's answer is unknown or under way. */
  AWAIT_MONEY,
  /** Booked and paid for: its hotel will say what becomes of it, or a day comes that says so. */
  AWAIT_STAY,
  /** There is nothing to do, until somebody wants something of it. */
  AT_REST;

  /** The saga has something to do; otherwise it waits to be woken. */
  boolean isStep() {
    return switch (this) {
      case AUTHORIZE, CONCLUDE, CAPTURE, UNDO, RELEASE, REFUND -> true;
      case AWAIT_AUTHORIZATION, AWAIT_PAYER, AWAIT_MONEY, AWAIT_STAY, AT_REST -> false;
    };
  }

  /** When somebody should look although no news came; a stay that is awaited has its own days. */
  Duration patience() {
    return switch (this) {
      case AUTHORIZE, CONCLUDE, CAPTURE, UNDO, RELEASE, REFUND, AWAIT_STAY, AT_REST ->
          Duration.ZERO;
      case AWAIT_AUTHORIZATION, AWAIT_MONEY -> Duration.ofSeconds(10);
      case AWAIT_PAYER -> Duration.ofMinutes(1);
    };
  }
}
