package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Statements.Parameters;

/** Reads the entries of one payee's account, in their order. */
@Singleton
public final class PayeeEntries {
  private static final String AFTER =
      """
      SELECT entry.seq, coalesce(entry.at, journal.posted_at) AS at, journal.template, journal.key,
             coalesce(giving.order_id, journal.order_id) AS order_id, entry.amount_minor,
             account.kind
      FROM payments.ledger_entry entry
      JOIN payments.ledger_account account ON account.id = entry.account_id
      JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
      LEFT JOIN payments.ledger_journal giving ON giving.key = journal.facts->>'completion'
      WHERE entry.account_id = ? AND entry.seq > ? ORDER BY entry.seq LIMIT ?
      """;

  private static final String ZERO_BEFORE =
      """
      SELECT seq FROM payments.ledger_entry
      WHERE account_id = ? AND seq < ? AND balance_minor = 0 ORDER BY seq DESC LIMIT 1
      """;

  private static final String NUMBERS =
      """
      SELECT min(entry.seq) AS first, max(entry.seq) AS last
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      WHERE journal.key = ANY (?) AND entry.account_id = ?
      """;

  private final Statements database;

  PayeeEntries(Statements database) {
    this.database = database;
  }

  /**
   * One entry.
   *
   * @param at the same for all that was posted at once
   * @param order what it is of; null for what concerns the payee alone
   * @param minor positive where the account grows
   */
  public record Entry(
      long seq, Instant at, Template what, String key, @Nullable UUID order, long minor) {}

  /** Those behind a number. */
  public List<Entry> after(long account, long seq, int limit) {
    return database.prepare(
        AFTER,
        statement -> {
          statement.setLong(1, account);
          statement.setLong(2, seq);
          statement.setInt(3, limit);
          try (var rows = statement.executeQuery()) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) entries.add(entry(rows));
            return entries;
          }
        });
  }

  /** The number of the last entry before that one behind which the account was empty, or 0. */
  public long emptyBefore(long account, long seq) {
    return number(
            ZERO_BEFORE,
            "seq",
            statement -> {
              statement.setLong(1, account);
              statement.setLong(2, seq);
            })
        .orElse(0);
  }

  /** The number of the first entry on the account by a journal of one of these keys. */
  public OptionalLong firstOf(long account, Collection<String> keys) {
    return ofKeys(account, keys, "first");
  }

  /** As the other, of the last. */
  public OptionalLong lastOf(long account, Collection<String> keys) {
    return ofKeys(account, keys, "last");
  }

  private OptionalLong ofKeys(long account, Collection<String> keys, String which) {
    return number(
        NUMBERS,
        which,
        statement -> {
          var all = statement.getConnection().createArrayOf("text", keys.toArray());
          statement.setArray(1, all);
          statement.setLong(2, account);
        });
  }

  private OptionalLong number(String sql, String column, Parameters parameters) {
    return database.prepare(
        sql,
        statement -> {
          parameters.set(statement);
          try (var rows = statement.executeQuery()) {
            if (!rows.next()) return OptionalLong.empty();
            var number = rows.getLong(column);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
          }
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var minor = row.getLong("amount_minor");
    var normal = AccountKind.of(row.getString("kind")).normal();
    return new Entry(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Template.valueOf(row.getString("template")),
        row.getString("key"),
        row.getObject("order_id", UUID.class),
        normal == Leg.Side.DEBIT ? minor : -minor);
  }
}
