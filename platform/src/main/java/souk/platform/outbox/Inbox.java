package souk.platform.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;

/** Which handler has done which event, in the schema of the handler's module. */
@Singleton
final class Inbox {
  private final Statements database;

  Inbox(Statements database) {
    this.database = database;
  }

  /** Answers whether the event is new to the handler. */
  boolean isNew(EventHandler handler, DomainEvent event) {
    return database.prepare(
        "INSERT INTO %s.inbox (handler, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
            .formatted(handler.schema().name()),
        statement -> {
          statement.setString(1, handler.name());
          statement.setObject(2, event.id());
          return statement.executeUpdate() == 1;
        });
  }

  void forget(ModuleSchema schema, Duration olderThan) {
    database.<Integer>prepare(
        "DELETE FROM %s.inbox WHERE handled_at < clock_timestamp() - ? * interval '1 s'"
            .formatted(schema.name()),
        statement -> {
          statement.setLong(1, olderThan.toSeconds());
          return statement.executeUpdate();
        });
  }
}
