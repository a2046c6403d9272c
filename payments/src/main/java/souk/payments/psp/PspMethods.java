package souk.payments.psp;

/** What becomes of cards that a provider keeps for us, beside being charged. */
public interface PspMethods {
  /**
   * Lets the provider forget a card of a customer; nobody can charge it afterwards. The same again
   * changes nothing, and a card that it does not have is REJECTED.
   */
  PspOutcome<String> detach(PspKey key, String paymentMethod);
}
