package souk.payments.recon;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Matching.Key;
import souk.platform.postgres.Statements;

/**
 * What a run has to compare, in pages: each source is read by an order that it has an index for. A
 * thing that several sources name is compared again, which changes nothing.
 */
@Singleton
final class Concerned {
  private static final String ASKED =
      "WITH asked AS (SELECT CAST(? AS uuid) AS run_id, CAST(? AS text) AS after,"
          + " CAST(? AS int) AS most)\n";

  private final Statements database;

  Concerned(Statements database) {
    this.database = database;
  }

  /** Where things come from, in the order in which they are read. */
  private enum Source {
    /** What the run fetched. */
    STATEMENT(
        "",
        """
        SELECT told.reference, moved.currency, told.id AS reached
        FROM (SELECT id, reference, currency, presented_currency
              FROM payments.balance_transaction
              WHERE run_id = (SELECT run_id FROM asked) AND id > (SELECT after FROM asked)
              ORDER BY id LIMIT (SELECT most FROM asked)) told
        CROSS JOIN LATERAL (VALUES (told.currency), (told.presented_currency)) moved (currency)
        WHERE moved.currency IS NOT NULL ORDER BY told.id
        """),
    /** What of it nobody here can read, or can since. */
    UNREADABLE(
        "",
        """
        SELECT id AS reference, 'XXX' AS currency, id AS reached
        FROM payments.unreadable_movement
        WHERE run_id = (SELECT run_id FROM asked) AND id > (SELECT after FROM asked)
        ORDER BY unreadable_movement.id LIMIT (SELECT most FROM asked)
        """),
    /** What was posted since the run before. */
    JOURNALS(
        "-infinity ",
        """
        , span AS (SELECT compared_from, compared_until FROM payments.settlement_run
                   WHERE id = (SELECT run_id FROM asked)),
        latest AS (SELECT CAST(split_part(after, ' ', 1) AS timestamptz) AS at,
                          substr(after, position(' ' IN after) + 1) AS key FROM asked)
        SELECT journal.reference, entry.currency,
               to_char(journal.posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z "')
                 || journal.key AS reached
        FROM (SELECT id, key, posted_at, facts->>'provider_id' AS reference
              FROM payments.ledger_journal
              WHERE posted_at >= (SELECT compared_from FROM span)
                AND posted_at < (SELECT compared_until FROM span)
                AND (posted_at, key) > ((SELECT at FROM latest), (SELECT key FROM latest))
                AND facts->>'provider_id' IS NOT NULL
              ORDER BY posted_at, key LIMIT (SELECT most FROM asked)) journal
        CROSS JOIN LATERAL (SELECT DISTINCT currency FROM payments.ledger_entry
                            WHERE journal_id = journal.id) entry
        ORDER BY journal.posted_at, journal.key
        """),
    /** What has left the provider, and is on its way in the ledger. */
    ON_ITS_WAY(
        "",
        """
        SELECT reference, currency, reference AS reached FROM payments.on_its_way
        WHERE reference > (SELECT after FROM asked)
        ORDER BY reference LIMIT (SELECT most FROM asked)
        """),
    /** What differed before, and nobody has explained. */
    UNEXPLAINED(
        "",
        """
        SELECT reference, currency, reference || ' ' || currency AS reached
        FROM payments.recon_item
        WHERE theirs_minor - ours_minor <> accepted_minor
          AND (reference, currency)
              > ((SELECT left(after, -4) FROM asked), (SELECT right(after, 3) FROM asked))
        ORDER BY recon_item.reference, currency LIMIT (SELECT most FROM asked)
        """);

    private final String beginning;
    private final String sql;

    Source(String beginning, String sql) {
      this.beginning = beginning;
      this.sql = ASKED + sql;
    }
  }

  /**
   * Some of what is to be compared.
   *
   * @param reached where to go on
   */
  record Page(Set<Key> keys, String reached) {}

  /**
   * The next page; empty after the last.
   *
   * @param reached that of the page before; null at the beginning
   */
  Optional<Page> after(UUID runId, @Nullable String reached, int limit) {
    var source = Source.values()[0];
    var after = source.beginning;
    if (reached != null) {
      var cut = reached.indexOf(' ');
      source = Source.valueOf(reached.substring(0, cut));
      after = reached.substring(cut + 1);
    }
    var page = page(source, runId, after, limit);
    return page.isPresent() ? page : first(rest(source), runId, limit);
  }

  private static List<Source> rest(Source source) {
    return Arrays.asList(Source.values()).subList(source.ordinal() + 1, Source.values().length);
  }

  private Optional<Page> first(List<Source> sources, UUID runId, int limit) {
    return sources.stream()
        .map(source -> page(source, runId, source.beginning, limit))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Page> page(Source source, UUID runId, String after, int limit) {
    return database.prepare(
        source.sql,
        statement -> {
          statement.setObject(1, runId);
          statement.setString(2, after);
          statement.setInt(3, limit);
          try (var rows = statement.executeQuery()) {
            return page(source, rows);
          }
        });
  }

  private static Optional<Page> page(Source source, ResultSet rows) throws SQLException {
    var keys = new LinkedHashSet<Key>();
    var reached = "";
    while (rows.next()) {
      keys.add(new Key(rows.getString("reference"), rows.getString("currency")));
      reached = rows.getString("reached");
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new Page(keys, source + " " + reached));
  }
}
