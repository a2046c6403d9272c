package souk.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;

/**
 * The events of one module, as they were added to its {@link Outbox} and in the same statement;
 * they stay for {@code souk.history.retention} after that has delivered them.
 */
public final class History {
  private final ModuleSchema schema;
  private final Statements database;

  History(ModuleSchema schema, Statements database) {
    this.schema = schema;
    this.database = database;
  }

  /**
   * The first events of an order whose type begins so, in the order in which they happened.
   *
   * @param limit how many at most
   */
  public List<DomainEvent> of(UUID order, String typePrefix, int limit) {
    return database.prepare(
        """
        SELECT * FROM %s.history WHERE order_id = ? AND starts_with(type, ?)
        ORDER BY at, aggregate_version, id LIMIT ?\
        """
            .formatted(schema.name()),
        statement -> {
          statement.setObject(1, order);
          statement.setString(2, typePrefix);
          statement.setInt(3, limit);
          var events = new ArrayList<DomainEvent>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) events.add(OutboxRow.event(rows));
          }
          return events;
        });
  }

  /** Forgets some of what is older; answers how many events. */
  int forget(Duration olderThan, int limit) {
    return database.update(
        """
        DELETE FROM %1$s.history
        WHERE id IN (SELECT id FROM %1$s.history
                     WHERE at < clock_timestamp() - ? * interval '1 s' LIMIT ?)\
        """
            .formatted(schema.name()),
        statement -> {
          statement.setLong(1, olderThan.toSeconds());
          statement.setInt(2, limit);
        });
  }
}
