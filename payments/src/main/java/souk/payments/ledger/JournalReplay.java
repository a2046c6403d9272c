package souk.payments.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.LedgerCheck.Finding;
import souk.payments.order.OrderRef;
import souk.platform.json.Json;
import souk.platform.money.Money;

/**
 * Reads every journal with its entries and compares them with the hash of what was posted: its
 * template, its order, its legs and the facts that they were computed from.
 */
final class JournalReplay {
  static final String CHECK = "journals_say_what_was_posted";
  private static final int FETCHED = 5_000;

  private static final String ALL =
      """
      SELECT journal.id, journal.key, journal.template, journal.order_kind, journal.order_id,
             journal.facts, journal.reverses, journal.content, account.kind, account.owner,
             entry.currency, entry.amount_minor
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      ORDER BY journal.id
      """;

  private final Json json;
  private final List<Finding> findings = new ArrayList<>();

  JournalReplay(Json json) {
    this.json = json;
  }

  List<Finding> findings() {
    return findings;
  }

  /** A journal as its row has it, and the accounts of its entries with what went to them. */
  private record Kept(
      UUID id,
      String key,
      String template,
      @Nullable String orderKind,
      @Nullable UUID orderId,
      String facts,
      @Nullable String reverses,
      byte[] content,
      List<Entry> entries) {}

  private record Entry(String kind, String owner, String currency, long minor) {
    Leg leg() {
      var in = Currency.getInstance(currency);
      var account = new Account(AccountKind.of(kind), owner, in);
      var amount = new Money(Math.abs(minor), in);
      return minor > 0 ? account.debit(amount) : account.credit(amount);
    }
  }

  void read(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ALL)) {
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        @Nullable Kept kept = null;
        while (rows.next()) {
          if (kept == null || !kept.id().equals(rows.getObject("id", UUID.class))) {
            judge(kept);
            kept = kept(rows);
          }
          kept.entries().add(entry(rows));
        }
        judge(kept);
      }
    }
  }

  private void judge(@Nullable Kept kept) {
    if (kept == null || findings.size() >= LedgerCheck.FINDINGS_MAX) return;
    var flaw = flaw(kept);
    if (flaw != null) findings.add(new Finding(CHECK, kept.key(), flaw));
  }

  private @Nullable String flaw(Kept kept) {
    if (Arrays.stream(Template.values()).noneMatch(one -> one.name().equals(kept.template()))) {
      return kept.template() + " is no template";
    }
    // the hash does not have it
    if (kept.template().equals(Template.REVERSAL.name()) != (kept.reverses() != null)) {
      return "a %s that reverses %s".formatted(kept.template(), kept.reverses());
    }
    try {
      return isAsPosted(kept) ? null : "its template, order, facts or entries were changed";
    } catch (IllegalArgumentException none) {
      return "is no journal: " + none.getMessage();
    }
  }

  private boolean isAsPosted(Kept kept) {
    var template = Template.valueOf(kept.template());
    var kind = kept.orderKind();
    var id = kept.orderId();
    var order = kind == null || id == null ? null : new OrderRef(kind, id);
    var facts = new TreeMap<String, String>();
    json.read(kept.facts(), Map.class)
        .forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
    return Shortfalls.readings(kept.entries().stream().map(Entry::leg).toList()).stream()
        .map(legs -> new Journal(kept.key(), template, order, legs, facts, kept.reverses()))
        .anyMatch(journal -> Arrays.equals(sha256(journal.content()), kept.content()));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getString("template"),
        row.getString("order_kind"),
        row.getObject("order_id", UUID.class),
        row.getString("facts"),
        row.getString("reverses"),
        row.getBytes("content"),
        new ArrayList<>());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("kind"),
        row.getString("owner"),
        row.getString("currency"),
        row.getLong("amount_minor"));
  }

  private static byte[] sha256(String content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
