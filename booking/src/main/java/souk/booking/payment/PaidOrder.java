package souk.booking.payment;

import java.util.Set;
import java.util.UUID;
import souk.payments.charge.ChargeStanding;

/** Something of booking's that charges pay for. */
public interface PaidOrder {
  /** The kinds of order under which payments knows its charges; no other has the same. */
  Set<String> orderKinds();

  /**
   * Takes up what became of a charge. What it knows already, or no longer waits for, is nothing.
   */
  void follow(UUID orderId, ChargeStanding charge);
}
