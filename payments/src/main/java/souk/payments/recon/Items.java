package souk.payments.recon;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Matching.Key;
import souk.payments.recon.Matching.Match;
import souk.platform.postgres.Statements;

/** The items' rows: each thing with both of its sides, as they were compared last. */
@Singleton
final class Items {
  private static final String ENTER =
      """
      INSERT INTO payments.recon_item (reference, currency, kind, verdict, awaited_until)
      SELECT reference, currency, 'UNKNOWN', 'MATCHED', clock_timestamp()
      FROM unnest(?, ?) AS wanted (reference, currency)
      ORDER BY reference, currency
      ON CONFLICT (reference, currency) DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT item.reference FROM payments.recon_item item
      JOIN unnest(?, ?) AS wanted (reference, currency) USING (reference, currency)
      ORDER BY reference, currency FOR UPDATE OF item
      """;

  private static final String COMPARED =
      """
      UPDATE payments.recon_item item
      SET kind = seen.kind, ours_minor = seen.ours, theirs_minor = seen.theirs,
          verdict = seen.verdict,
          accepted_minor = CASE WHEN seen.ours = seen.theirs THEN 0 ELSE item.accepted_minor END,
          awaited_until = seen.latest
            + CASE WHEN seen.verdict = 'UNREADABLE' THEN 0 ELSE CAST(? AS bigint) END
              * interval '1 ms',
          run_id = coalesce(?, item.run_id), compared_at = clock_timestamp()
      FROM unnest(?, ?, ?, ?, ?, ?, ?) AS seen (reference, currency, kind, ours, theirs, verdict, latest)
      WHERE item.reference = seen.reference AND item.currency = seen.currency
      """;

  /**
   * Whoever waits for the other side is no case before its time (a line that cannot be read waits
   * for none), nor before the statement has been read that far: after an absence the ledger is
   * ahead of it by days.
   */
  private static final String OPEN =
      """
      INSERT INTO payments.recon_case
        (id, reference, currency, status, verdict, difference_minor)
      SELECT gen_random_uuid(), reference, currency, 'OPEN', verdict, theirs_minor - ours_minor
      FROM payments.recon_item
      JOIN unnest(?, ?) AS wanted (reference, currency) USING (reference, currency)
      WHERE theirs_minor - ours_minor <> accepted_minor AND awaited_until <= clock_timestamp()
        AND awaited_until <= (SELECT coalesce(min(day_start), 'infinity')
                              FROM payments.settlement_run WHERE status IN ('DUE', 'FETCHING'))
      ON CONFLICT (reference, currency) WHERE ended_at IS NULL DO NOTHING
      """;

  private static final String CLOSE =
      """
      UPDATE payments.recon_case open
      SET status = 'CLOSED', ended_at = clock_timestamp(), version = version + 1
      FROM payments.recon_item item
      JOIN unnest(?, ?) AS wanted (reference, currency) USING (reference, currency)
      WHERE open.reference = item.reference AND open.currency = item.currency
        AND open.ended_at IS NULL
        AND item.theirs_minor - item.ours_minor = item.accepted_minor
      """;

  /** A side that came late may make it another difference. */
  private static final String FOLLOW =
      """
      UPDATE payments.recon_case open
      SET verdict = item.verdict, difference_minor = item.theirs_minor - item.ours_minor,
          version = version + 1
      FROM payments.recon_item item
      JOIN unnest(?, ?) AS wanted (reference, currency) USING (reference, currency)
      WHERE open.reference = item.reference AND open.currency = item.currency
        AND open.ended_at IS NULL
        AND open.difference_minor <> item.theirs_minor - item.ours_minor
      """;

  private static final String ACCEPT =
      """
      UPDATE payments.recon_item SET accepted_minor = theirs_minor - ours_minor
      WHERE reference = ? AND currency = ?
      """;

  private final Statements database;

  Items(Statements database) {
    this.database = database;
  }

  /** Locks the items of these keys, those that are new included, in the order of the keys. */
  void lock(SortedSet<Key> keys) {
    withKeys(ENTER, keys);
    database.<Boolean>prepare(
        LOCK,
        statement -> {
          statement.setArray(1, array(statement.getConnection(), "text", keys, Key::reference));
          statement.setArray(2, array(statement.getConnection(), "text", keys, Key::currency));
          try (var rows = statement.executeQuery()) {
            return rows.next();
          }
        });
  }

  /** Writes what was found of items that are locked. */
  void compared(List<Match> matches, Duration grace, @Nullable UUID runId) {
    database.update(
        COMPARED,
        statement -> {
          var on = statement.getConnection();
          statement.setLong(1, grace.toMillis());
          statement.setObject(2, runId);
          statement.setArray(3, array(on, "text", matches, one -> one.key().reference()));
          statement.setArray(4, array(on, "text", matches, one -> one.key().currency()));
          statement.setArray(5, array(on, "text", matches, Match::kind));
          statement.setArray(6, array(on, "int8", matches, one -> one.ours().minor()));
          statement.setArray(7, array(on, "int8", matches, one -> one.theirs().minor()));
          statement.setArray(8, array(on, "text", matches, one -> one.verdict().name()));
          statement.setArray(9, array(on, "timestamptz", matches, one -> time(one.latest())));
        });
  }

  private static Object time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toString();
  }

  /**
   * Opens cases of items that differ, closes those of items that do not, and has the others say
   * what differs now.
   */
  void openAndClose(SortedSet<Key> keys) {
    withKeys(CLOSE, keys);
    withKeys(FOLLOW, keys);
    withKeys(OPEN, keys);
  }

  /** A person has explained the present difference. */
  void accept(Key key) {
    database.update(
        ACCEPT,
        statement -> {
          statement.setString(1, key.reference());
          statement.setString(2, key.currency());
        });
  }

  private void withKeys(String sql, Collection<Key> keys) {
    database.update(
        sql,
        statement -> {
          var on = statement.getConnection();
          statement.setArray(1, array(on, "text", keys, Key::reference));
          statement.setArray(2, array(on, "text", keys, Key::currency));
        });
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> values, Function<T, Object> value)
      throws SQLException {
    var all = new ArrayList<Object>();
    for (var one : values) all.add(value.apply(one));
    return connection.createArrayOf(type, all.toArray());
  }
}
