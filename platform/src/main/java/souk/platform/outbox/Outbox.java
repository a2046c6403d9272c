package souk.platform.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * The events of one module, written in the transaction of the change and under its aggregate's row
 * lock, so that their order per aggregate is the order of the changes.
 */
public final class Outbox {
  static final int LANES = 4;

  private final ModuleSchema schema;
  private final Statements database;
  private final Transactions transactions;
  private final Json json;
  private final Bell bell;

  Outbox(
      ModuleSchema schema, Statements database, Transactions transactions, Json json, Bell bell) {
    this.schema = schema;
    this.database = database;
    this.transactions = transactions;
    this.json = json;
    this.bell = bell;
  }

  /** As the other, of an aggregate that is an order itself, or part of none. */
  public void add(UUID aggregateId, long aggregateVersion, String type, Object payload) {
    add(aggregateId, aggregateVersion, aggregateId, type, payload);
  }

  /**
   * Adds an event to the present transaction, and to the history; it leaves soon after the commit.
   *
   * @param orderId the order that the aggregate is part of: its history is read by this
   */
  public void add(
      UUID aggregateId, long aggregateVersion, UUID orderId, String type, Object payload) {
    var lane = Math.floorMod(aggregateId.hashCode(), LANES);
    // one statement, so that remembering costs no round trip
    var sql =
        """
        WITH event AS (
          INSERT INTO %1$s.outbox (id, lane, aggregate_id, aggregate_version, type, payload)
          VALUES (?, ?, ?, ?, ?, ?)
          RETURNING id, aggregate_id, aggregate_version, type, payload, at)
        INSERT INTO %1$s.history (id, order_id, aggregate_id, aggregate_version, type, payload, at)
        SELECT id, ?, aggregate_id, aggregate_version, type, payload, at FROM event\
        """;
    update(
        sql,
        statement -> {
          statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
          statement.setInt(2, lane);
          statement.setObject(3, aggregateId);
          statement.setLong(4, aggregateVersion);
          statement.setString(5, type);
          statement.setString(6, json.write(payload));
          statement.setObject(7, orderId);
        });
    transactions.afterCommit(() -> bell.ring(bellName(lane)));
  }

  String bellName(int lane) {
    return "outbox-" + schema.name() + "-" + lane;
  }

  /** The oldest events of a lane, in order, whether due or not. */
  List<OutboxRow> oldest(int lane, int limit) {
    return database.prepare(
        """
        SELECT *, next_attempt_at <= clock_timestamp() AS due
        FROM %s.outbox WHERE lane = ? ORDER BY seq LIMIT ?\
        """
            .formatted(schema.name()),
        statement -> {
          statement.setInt(1, lane);
          statement.setInt(2, limit);
          var events = new ArrayList<OutboxRow>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) events.add(OutboxRow.of(rows));
          }
          return events;
        });
  }

  /** The events have reached all their handlers. */
  void done(List<DomainEvent> events) {
    if (events.isEmpty()) return;
    var ids = events.stream().map(DomainEvent::id).toArray(UUID[]::new);
    // planned once: for an array that it can count, PostgreSQL plans anew each time
    update(
        "DELETE FROM %s.outbox WHERE id = ANY (CAST((SELECT ?) AS uuid[]))",
        statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids)));
  }

  /** The event comes again after the delay. */
  void later(DomainEvent event, Duration delay) {
    update(
        """
        UPDATE %s.outbox
        SET attempts = attempts + 1,
            next_attempt_at = clock_timestamp() + ? * interval '1 ms'
        WHERE id = ?\
        """,
        statement -> {
          statement.setLong(1, delay.toMillis());
          statement.setObject(2, event.id());
        });
  }

  private void update(String sql, Statements.Parameters parameters) {
    database.update(sql.formatted(schema.name()), parameters);
  }
}
