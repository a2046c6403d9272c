package souk.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** An event that waits, with the number of times it has been tried in vain. */
record OutboxRow(DomainEvent event, int attempts, boolean due) {
  static OutboxRow of(ResultSet row) throws SQLException {
    return new OutboxRow(event(row), row.getInt("attempts"), row.getBoolean("due"));
  }

  /** The event of a row of the outbox or of the history. */
  static DomainEvent event(ResultSet row) throws SQLException {
    return new DomainEvent(
        row.getObject("id", UUID.class),
        row.getObject("aggregate_id", UUID.class),
        row.getLong("aggregate_version"),
        row.getString("type"),
        row.getString("payload"),
        at(row));
  }

  private static Instant at(ResultSet row) throws SQLException {
    return row.getTimestamp("at").toInstant();
  }
}
