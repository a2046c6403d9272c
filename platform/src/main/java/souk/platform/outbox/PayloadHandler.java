package souk.platform.outbox;

import souk.platform.json.Json;
import souk.platform.postgres.ModuleSchema;

/** A handler to whom all its events say the same kind of thing. */
public abstract class PayloadHandler<T> implements EventHandler {
  private final String name;
  private final ModuleSchema schema;
  private final Json json;
  private final Class<T> payload;

  /**
   * @param name never changes: the inbox knows the handler by it
   * @param schema whose inbox keeps what this handler has done
   */
  protected PayloadHandler(String name, ModuleSchema schema, Json json, Class<T> payload) {
    this.name = name;
    this.schema = schema;
    this.json = json;
    this.payload = payload;
  }

  /** As {@link #handle(DomainEvent)}, with what the event says. */
  protected abstract void take(T said);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ModuleSchema schema() {
    return schema;
  }

  @Override
  public final void handle(DomainEvent event) {
    take(json.read(event.payload(), payload));
  }
}
