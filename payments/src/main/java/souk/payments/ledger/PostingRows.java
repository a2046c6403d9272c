package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import souk.payments.ledger.OrderPostings.Line;
import souk.payments.ledger.OrderPostings.Posting;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Statements.Parameters;

/** Reads journals with their lines, in the order they were posted. */
@Singleton
final class PostingRows {
  private static final String OF =
      """
      SELECT journal.id, journal.key, journal.template, journal.posted_at, journal.facts,
             account.kind, account.key AS account, entry.amount_minor, entry.currency
      FROM (%s) journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      ORDER BY journal.posted_at, journal.key, entry.amount_minor DESC, account.key
      """;

  private final Statements database;
  private final Json json;

  PostingRows(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** The journals that a query of their table selects. */
  List<Posting> of(String journals, Parameters parameters) {
    return database.prepare(
        OF.formatted(journals),
        statement -> {
          parameters.set(statement);
          try (var rows = statement.executeQuery()) {
            return postings(rows);
          }
        });
  }

  private List<Posting> postings(ResultSet rows) throws SQLException {
    var byKey = new LinkedHashMap<String, Posting>();
    while (rows.next()) {
      var posting = byKey.get(rows.getString("key"));
      if (posting == null) posting = posting(rows);
      posting.lines().add(line(rows));
      byKey.put(posting.key(), posting);
    }
    return List.copyOf(byKey.values());
  }

  private Posting posting(ResultSet row) throws SQLException {
    return new Posting(
        row.getString("key"),
        Template.valueOf(row.getString("template")),
        row.getObject("posted_at", OffsetDateTime.class).toInstant(),
        json.read(row.getString("facts"), Object.class),
        new ArrayList<>());
  }

  private static Line line(ResultSet row) throws SQLException {
    var signed = row.getLong("amount_minor");
    return new Line(
        AccountKind.of(row.getString("kind")),
        row.getString("account"),
        signed > 0 ? Leg.Side.DEBIT : Leg.Side.CREDIT,
        Money.of(Math.abs(signed), row.getString("currency")));
  }
}
