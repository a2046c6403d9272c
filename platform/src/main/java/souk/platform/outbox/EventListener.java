package souk.platform.outbox;

/**
 * Hears of events once all handlers have them, and keeps nothing: what it does may be lost with its
 * process or be done twice, like telling a phone what the phone could ask for. So it costs no
 * transaction and no row of an inbox.
 */
public interface EventListener {
  boolean hears(String type);

  /** Runs outside of any transaction; what it throws is forgotten. */
  void heard(DomainEvent event);
}
