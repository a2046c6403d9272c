package souk.payments.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;

/** The ledger's rows; all of one call go in one statement per table, and in two round trips. */
@Singleton
final class LedgerRows {
  /**
   * A row is locked until its commit is on the disk: enough that orders seldom meet on one, few
   * enough to sum on each read.
   */
  static final int STRIPES = 64;

  /** In the order in which they are given. */
  private static final String ENTER =
      """
      INSERT INTO payments.ledger_journal
        (id, key, template, order_kind, order_id, content, facts, reverses)
      SELECT id, key, template, order_kind, order_id, sha256(content), CAST(facts AS jsonb), reverses
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY AS told
        (id, key, template, order_kind, order_id, content, facts, reverses, place)
      ORDER BY place
      ON CONFLICT (key) DO NOTHING RETURNING key, id
      """;

  private static final String SAYS_THE_SAME =
      "SELECT content = sha256(?) FROM payments.ledger_journal WHERE key = ?";

  /** In the order of the locks, for an account that is there for the first time is locked. */
  private static final String OPEN =
      """
      INSERT INTO payments.ledger_account (key, stripe, kind, owner, currency, keeps_to)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?) AS a (key, stripe, kind, owner, currency, keeps_to)
      ORDER BY key, stripe
      ON CONFLICT (key, stripe) DO NOTHING
      """;

  /** An array that it can count would have PostgreSQL plan anew each time, here and in MOVE. */
  private static final String LOCK =
      """
      SELECT account.* FROM payments.ledger_account account
      JOIN unnest((SELECT ?), (SELECT ?)) AS wanted (key, stripe) USING (key, stripe)
      ORDER BY key, stripe FOR UPDATE OF account
      """;

  private static final String APPEND =
      """
      INSERT INTO payments.ledger_entry
        (account_id, seq, journal_id, currency, amount_minor, balance_minor, chain, earner)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String MOVE =
      """
      UPDATE payments.ledger_account account
      SET balance_minor = moved.balance, entries = moved.entries, chain = moved.chain,
          open_since = CASE WHEN moved.balance = 0 THEN NULL
                            ELSE coalesce(open_since, clock_timestamp()) END
      FROM unnest((SELECT ?), (SELECT ?), (SELECT ?), (SELECT ?)) AS moved (id, balance, entries, chain)
      WHERE account.id = moved.id
      """;

  /** Sent together and executed one after the other. */
  private static final String ENTER_AND_LOCK = String.join(";", ENTER, OPEN, LOCK);

  private static final String APPEND_AND_MOVE = String.join(";", APPEND, MOVE);

  private final Statements database;
  private final Json json;

  LedgerRows(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** A leg of a journal with the row of its account that it goes to. */
  record Line(String journal, Leg leg, Row row) {
    /** One of an account's rows, in the order of the locks. */
    record Row(String key, int stripe, String currency) implements Comparable<Row> {
      @Override
      public int compareTo(Row other) {
        var byKey = key.compareTo(other.key);
        return byKey == 0 ? Integer.compare(stripe, other.stripe) : byKey;
      }
    }

    static Line of(String journal, Leg leg) {
      return new Line(journal, leg, row(journal, leg.account()));
    }

    private static Row row(String journal, Account account) {
      var stripe =
          switch (account.kind().shape()) {
            case STRIPED -> Math.floorMod(journal.hashCode(), STRIPES);
            case FREE, EARMARKED -> 0;
          };
      return new Row(account.key(), stripe, account.currency().getCurrencyCode());
    }

    /** The rows that it may touch. */
    Map<Row, Account> rows() {
      return leg.accounts().stream().collect(toMap(one -> row(journal, one), one -> one));
    }

    /** What of it each account bears, as the first of them stands. */
    List<Line> parts(AccountBalance before) {
      var shortfall = leg.shortfall();
      if (shortfall == null) return List.of(this);
      var all = leg.amount().minor();
      var borne = Math.min(all, before.room(leg.signedMinor()));
      return Stream.of(part(leg.account(), borne), part(shortfall, all - borne))
          .flatMap(Optional::stream)
          .toList();
    }

    private Optional<Line> part(Account bearer, long minor) {
      return minor == 0 ? Optional.empty() : Optional.of(of(journal, leg.part(bearer, minor)));
    }
  }

  /**
   * An entry to append.
   *
   * @param after how the account stands with it
   * @param account to which it goes
   */
  record Entry(AccountBalance after, UUID journal, long signedMinor, Account account) {
    String currency() {
      return account.currency().getCurrencyCode();
    }

    /** Whose earnings it changes, so that his alone are read when he asks for them. */
    @Nullable String earner() {
      return account.kind().isEarned() ? account.owner() : null;
    }
  }

  /**
   * What was there to be entered.
   *
   * @param ids of the journals that are new, by their keys
   * @param balances of all accounts that were asked for, locked
   */
  record Entered(Map<String, UUID> ids, SortedMap<Line.Row, AccountBalance> balances) {}

  /**
   * Enters those journals that are not there, in their order, and then makes what accounts are not
   * there and locks all of them.
   */
  Entered enter(Collection<Journal> journals, SortedMap<Line.Row, Account> accounts) {
    return database.prepare(
        ENTER_AND_LOCK,
        statement -> {
          setJournals(statement, journals);
          setAccounts(statement, accounts);
          statement.execute();
          var ids = new HashMap<String, UUID>();
          try (var rows = Statements.rows(statement)) {
            while (rows.next()) ids.put(rows.getString(1), rows.getObject(2, UUID.class));
          }
          statement.getMoreResults();
          var balances = new TreeMap<Line.Row, AccountBalance>();
          try (var rows = Statements.rows(statement)) {
            while (rows.next()) balances.put(row(rows), balance(rows));
          }
          return new Entered(ids, balances);
        });
  }

  private void setJournals(PreparedStatement statement, Collection<Journal> journals)
      throws SQLException {
    var on = statement.getConnection();
    var contents = journals.stream().map(journal -> journal.content().getBytes(UTF_8));
    statement.setArray(1, array(on, "uuid", journals, _ -> UuidCreator.getTimeOrderedEpoch()));
    statement.setArray(2, array(on, "text", journals, Journal::key));
    statement.setArray(3, array(on, "text", journals, journal -> journal.template().name()));
    statement.setArray(4, array(on, "text", journals, LedgerRows::orderKind));
    statement.setArray(5, array(on, "uuid", journals, LedgerRows::orderId));
    statement.setArray(6, on.createArrayOf("bytea", contents.toArray(byte[][]::new)));
    statement.setArray(7, array(on, "text", journals, journal -> json.write(journal.facts())));
    statement.setArray(8, array(on, "text", journals, Journal::reverses));
  }

  private static @Nullable Object orderKind(Journal journal) {
    return journal.order() == null ? null : journal.order().kind();
  }

  private static @Nullable Object orderId(Journal journal) {
    return journal.order() == null ? null : journal.order().id();
  }

  private static void setAccounts(
      PreparedStatement statement, SortedMap<Line.Row, Account> accounts) throws SQLException {
    var on = statement.getConnection();
    var rows = accounts.keySet();
    var kinds = accounts.values();
    var keys = array(on, "text", rows, Line.Row::key);
    var stripes = array(on, "int4", rows, Line.Row::stripe);
    statement.setArray(9, keys);
    statement.setArray(10, stripes);
    statement.setArray(11, array(on, "text", kinds, account -> account.kind().code()));
    statement.setArray(12, array(on, "text", kinds, Account::owner));
    statement.setArray(13, array(on, "text", rows, Line.Row::currency));
    statement.setArray(14, array(on, "int4", kinds, account -> keepsTo(account.kind())));
    statement.setArray(15, keys);
    statement.setArray(16, stripes);
  }

  boolean saysTheSame(Journal journal) {
    return database.prepare(
        SAYS_THE_SAME,
        statement -> {
          statement.setBytes(1, journal.content().getBytes(UTF_8));
          statement.setString(2, journal.key());
          try (var rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
          }
        });
  }

  private static int keepsTo(AccountKind kind) {
    return switch (kind.shape()) {
      case FREE, STRIPED -> 0;
      case EARMARKED -> kind.normal() == Leg.Side.DEBIT ? 1 : -1;
    };
  }

  void append(List<Entry> entries, Collection<AccountBalance> balances) {
    database.prepare(
        APPEND_AND_MOVE,
        statement -> {
          var on = statement.getConnection();
          statement.setArray(1, array(on, "int8", entries, entry -> entry.after().id()));
          statement.setArray(2, array(on, "int8", entries, entry -> entry.after().entries()));
          statement.setArray(3, array(on, "uuid", entries, Entry::journal));
          statement.setArray(4, array(on, "text", entries, Entry::currency));
          statement.setArray(5, array(on, "int8", entries, Entry::signedMinor));
          statement.setArray(6, array(on, "int8", entries, entry -> entry.after().minor()));
          statement.setArray(7, chains(on, entries.stream().map(Entry::after)));
          statement.setArray(8, array(on, "text", entries, Entry::earner));
          statement.setArray(9, array(on, "int8", balances, AccountBalance::id));
          statement.setArray(10, array(on, "int8", balances, AccountBalance::minor));
          statement.setArray(11, array(on, "int8", balances, AccountBalance::entries));
          statement.setArray(12, chains(on, balances.stream()));
          return statement.execute();
        });
  }

  private static Line.Row row(ResultSet row) throws SQLException {
    return new Line.Row(row.getString("key"), row.getInt("stripe"), row.getString("currency"));
  }

  private static AccountBalance balance(ResultSet row) throws SQLException {
    return new AccountBalance(
        row.getLong("id"),
        row.getString("key") + "#" + row.getInt("stripe"),
        row.getInt("keeps_to"),
        row.getLong("balance_minor"),
        row.getLong("entries"),
        row.getBytes("chain"));
  }

  private static Array chains(Connection connection, Stream<AccountBalance> balances)
      throws SQLException {
    return connection.createArrayOf(
        "bytea", balances.map(AccountBalance::chain).toArray(byte[][]::new));
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> values, Function<T, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, values.stream().map(value).toArray());
  }
}
