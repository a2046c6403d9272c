package souk.platform.outbox;

import souk.platform.postgres.ModuleSchema;

/**
 * Reacts to events of this or another module, at least once and in order per aggregate. The
 * handler's effect commits together with a row in its own module's inbox, so an event delivered
 * again has none.
 */
public interface EventHandler {
  /** A name that never changes: the inbox knows the handler by it. */
  String name();

  /** The schema whose inbox keeps what this handler has done. */
  ModuleSchema schema();

  boolean handles(String type);

  /** Runs inside a transaction; what it throws undoes that and the event comes again later. */
  void handle(DomainEvent event);
}
