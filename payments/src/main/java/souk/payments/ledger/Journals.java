package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Statements.Parameters;

/** What has been posted, for whoever has to post what follows from it. */
@Singleton
public final class Journals {
  private static final String OF =
      """
      SELECT journal.*, account.kind AS account_kind, account.owner AS account_owner,
             entry.currency, entry.amount_minor
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      WHERE %s
      ORDER BY journal.posted_at, journal.key, account.key
      """;

  private static final String DEBITING =
      """
      journal.id IN (SELECT entry.journal_id FROM payments.ledger_entry entry
             JOIN payments.ledger_account account ON account.id = entry.account_id
             WHERE account.key = ? AND entry.amount_minor > 0)
      AND journal.template = ?\
      """;

  private static final String LOCK =
      "SELECT key FROM payments.ledger_journal WHERE key = ? FOR NO KEY UPDATE";

  private final Statements database;
  private final Json json;

  Journals(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** The journal of that key. */
  public Optional<Journal> find(String key) {
    return latest(read("journal.key = ?", statement -> statement.setString(1, key)));
  }

  /** Those of a cause: what was posted because of one refund, one dispute. */
  public List<Journal> causedBy(String cause) {
    return read("journal.facts->>'cause' = ?", statement -> statement.setString(1, cause));
  }

  /** Those that took back of what a journal has given. */
  public List<Journal> takenBackOf(String completion) {
    return read(
        "journal.facts->>'completion' = ?", statement -> statement.setString(1, completion));
  }

  /** Those that were posted on an account because of something that can be taken back. */
  public List<Journal> withCauseOn(Account account) {
    return read(
        """
        journal.id IN (SELECT entry.journal_id FROM payments.ledger_entry entry
               JOIN payments.ledger_account account ON account.id = entry.account_id
               WHERE account.key = ?)
        AND journal.facts->>'cause' IS NOT NULL\
        """,
        statement -> statement.setString(1, account.key()));
  }

  /** The latest of this template that debits the account. */
  public Optional<Journal> latestDebiting(Account account, Template template) {
    return latest(
        read(
            DEBITING,
            statement -> {
              statement.setString(1, account.key());
              statement.setString(2, template.name());
            }));
  }

  /** As the other, of those of one order only. */
  public Optional<Journal> latestDebiting(Account account, Template template, OrderRef order) {
    return latest(
        read(
            DEBITING + " AND journal.order_kind = ? AND journal.order_id = ?",
            statement -> {
              statement.setString(1, account.key());
              statement.setString(2, template.name());
              statement.setString(3, order.kind());
              statement.setObject(4, order.id());
            }));
  }

  private static Optional<Journal> latest(List<Journal> journals) {
    return journals.isEmpty() ? Optional.empty() : Optional.of(journals.getLast());
  }

  /** Until the end of the present transaction nobody else who asks for this journal gets it. */
  public void lock(String key) {
    database.<Boolean>prepare(
        LOCK,
        statement -> {
          statement.setString(1, key);
          try (var rows = statement.executeQuery()) {
            return rows.next();
          }
        });
  }

  private List<Journal> read(String condition, Parameters parameters) {
    return database.prepare(
        OF.formatted(condition),
        statement -> {
          parameters.set(statement);
          try (var rows = statement.executeQuery()) {
            return journals(rows);
          }
        });
  }

  private List<Journal> journals(ResultSet rows) throws SQLException {
    var heads = new LinkedHashMap<String, Head>();
    while (rows.next()) {
      var head = heads.get(rows.getString("key"));
      if (head == null) head = head(rows);
      head.legs().add(leg(rows));
      heads.put(head.key(), head);
    }
    return heads.values().stream().map(Head::journal).toList();
  }

  private record Head(
      String key,
      Template template,
      @Nullable OrderRef order,
      List<Leg> legs,
      TreeMap<String, String> facts,
      @Nullable String reverses) {
    Journal journal() {
      return new Journal(key, template, order, legs, facts, reverses);
    }
  }

  private Head head(ResultSet row) throws SQLException {
    var facts = new TreeMap<String, String>();
    json.read(row.getString("facts"), Map.class)
        .forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
    var kind = row.getString("order_kind");
    return new Head(
        row.getString("key"),
        Template.valueOf(row.getString("template")),
        kind == null ? null : new OrderRef(kind, row.getObject("order_id", UUID.class)),
        new ArrayList<>(),
        facts,
        row.getString("reverses"));
  }

  private static Leg leg(ResultSet row) throws SQLException {
    var currency = Currency.getInstance(row.getString("currency"));
    var kind = AccountKind.of(row.getString("account_kind"));
    var account = new Account(kind, row.getString("account_owner"), currency);
    var minor = row.getLong("amount_minor");
    var amount = new Money(Math.abs(minor), currency);
    return minor > 0 ? account.debit(amount) : account.credit(amount);
  }
}
