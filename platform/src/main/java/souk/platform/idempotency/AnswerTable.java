package souk.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;

/** The answers that one module has given, by principal and key. */
final class AnswerTable {
  private final String schema;
  private final Statements database;
  private final Json json;

  /** An answer with the fingerprint of the call it was given to. */
  record Kept(byte[] fingerprint, Answer answer) {}

  AnswerTable(ModuleSchema schema, Statements database, Json json) {
    this.schema = schema.name();
    this.database = database;
    this.json = json;
  }

  /** Takes the key until the end of the transaction, without waiting; false when it is taken. */
  boolean lock(IdempotentCall call) {
    return database.prepare(
        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> {
          statement.setString(1, schema + ":" + call.principal() + ":" + call.key());
          try (var row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
          }
        });
  }

  Optional<Kept> find(IdempotentCall call) {
    return database.prepare(
        "SELECT * FROM %s.idempotency_key WHERE principal = ? AND key = ?".formatted(schema),
        statement -> {
          statement.setObject(1, call.principal());
          statement.setString(2, call.key());
          try (var row = statement.executeQuery()) {
            return row.next() ? Optional.of(kept(row)) : Optional.<Kept>empty();
          }
        });
  }

  void keep(IdempotentCall call, Answer answer) {
    database.<Integer>prepare(
        """
        INSERT INTO %s.idempotency_key (principal, key, fingerprint, status, headers, body, subject)
        VALUES (?, ?, ?, ?, ?, ?, ?)\
        """
            .formatted(schema),
        statement -> {
          statement.setObject(1, call.principal());
          statement.setString(2, call.key());
          statement.setBytes(3, call.fingerprint());
          statement.setInt(4, answer.status());
          statement.setString(5, json.write(answer.headers()));
          statement.setBytes(6, answer.body());
          statement.setObject(7, answer.subject(), java.sql.Types.OTHER);
          return statement.executeUpdate();
        });
  }

  void forget(Duration olderThan) {
    database.<Integer>prepare(
        "DELETE FROM %s.idempotency_key WHERE created_at < clock_timestamp() - ? * interval '1 s'"
            .formatted(schema),
        statement -> {
          statement.setLong(1, olderThan.toSeconds());
          return statement.executeUpdate();
        });
  }

  @SuppressWarnings("unchecked")
  private Kept kept(ResultSet row) throws SQLException {
    Map<String, String> headers = json.read(row.getString("headers"), Map.class);
    var answer =
        new Answer(
            row.getInt("status"),
            headers,
            row.getBytes("body"),
            row.getObject("subject", UUID.class),
            false);
    return new Kept(row.getBytes("fingerprint"), answer);
  }
}
