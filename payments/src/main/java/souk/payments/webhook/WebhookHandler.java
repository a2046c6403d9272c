package souk.payments.webhook;

/**
 * Who wants to look again when something happens at the provider. A bean of this type is told of
 * every event of its types that was genuine, at least once, in any order, and by any process.
 */
public interface WebhookHandler {
  /** Whether events of this type concern it, such as {@code type.startsWith("refund.")}. */
  boolean handles(String type);

  /**
   * Marks what the event is about as due, so that its own driver reads the object at the provider;
   * or adds the row of something that the provider began, such as a dispute. Called in a
   * transaction, after the event was stored, with a connection in hand: the provider must not be
   * called here. An event about something that is not ours changes nothing. What is thrown is
   * logged, the transaction is rolled back, and the event comes again after a pause.
   */
  void handle(PspEvent event);
}
