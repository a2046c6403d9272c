package souk.payments.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
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

/** The ledger's rows; all of one call go in one statement per table. */
@Singleton
final class LedgerRows {
  /** Enough that two cores' orders seldom meet on one, few enough to sum on each read. */
  static final int STRIPES = 16;

  private static final String ENTER =
      """
      INSERT INTO payments.ledger_journal
        (id, key, template, order_kind, order_id, content, facts, reverses)
      VALUES (?, ?, ?, ?, ?, sha256(?), CAST(? AS jsonb), ?) ON CONFLICT (key) DO NOTHING
      """;

  private static final String SAYS_THE_SAME =
      "SELECT content = sha256(?) FROM payments.ledger_journal WHERE key = ?";

  private static final String IDS =
      "SELECT key, id FROM payments.ledger_journal WHERE key = ANY (?)";

  /** In the order of the locks, for an account that is there for the first time is locked. */
  private static final String OPEN =
      """
      INSERT INTO payments.ledger_account (key, stripe, kind, owner, currency, keeps_to)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?) AS a (key, stripe, kind, owner, currency, keeps_to)
      ORDER BY key, stripe
      ON CONFLICT (key, stripe) DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT account.* FROM payments.ledger_account account
      JOIN unnest(?, ?) AS wanted (key, stripe) USING (key, stripe)
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
      FROM unnest(?, ?, ?, ?) AS moved (id, balance, entries, chain)
      WHERE account.id = moved.id
      """;

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

  /** False when there is one of this key. */
  boolean enter(UUID id, Journal journal) {
    var order = journal.order();
    return 1
        == database.update(
            ENTER,
            statement -> {
              statement.setObject(1, id);
              statement.setString(2, journal.key());
              statement.setString(3, journal.template().name());
              statement.setString(4, order == null ? null : order.kind());
              statement.setObject(5, order == null ? null : order.id());
              statement.setBytes(6, journal.content().getBytes(UTF_8));
              statement.setString(7, json.write(journal.facts()));
              statement.setString(8, journal.reverses());
            });
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

  Map<String, UUID> ids(List<String> keys) {
    return database.prepare(
        IDS,
        statement -> {
          statement.setArray(1, array(statement.getConnection(), "text", keys, key -> key));
          try (var rows = statement.executeQuery()) {
            var ids = new HashMap<String, UUID>();
            while (rows.next()) ids.put(rows.getString(1), rows.getObject(2, UUID.class));
            return ids;
          }
        });
  }

  /** Makes those of the accounts that are not there. */
  void open(SortedMap<Line.Row, Account> accounts) {
    var rows = accounts.keySet();
    var kinds = accounts.values();
    database.update(
        OPEN,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, array(connection, "text", rows, Line.Row::key));
          statement.setArray(2, array(connection, "int4", rows, Line.Row::stripe));
          statement.setArray(3, array(connection, "text", kinds, a -> a.kind().code()));
          statement.setArray(4, array(connection, "text", kinds, Account::owner));
          statement.setArray(5, array(connection, "text", rows, Line.Row::currency));
          statement.setArray(6, array(connection, "int4", kinds, a -> keepsTo(a.kind())));
        });
  }

  private static int keepsTo(AccountKind kind) {
    return switch (kind.shape()) {
      case FREE, STRIPED -> 0;
      case EARMARKED -> kind.normal() == Leg.Side.DEBIT ? 1 : -1;
    };
  }

  SortedMap<Line.Row, AccountBalance> lock(Collection<Line.Row> wanted) {
    return database.prepare(
        LOCK,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, array(connection, "text", wanted, Line.Row::key));
          statement.setArray(2, array(connection, "int4", wanted, Line.Row::stripe));
          try (var rows = statement.executeQuery()) {
            var balances = new TreeMap<Line.Row, AccountBalance>();
            while (rows.next()) balances.put(row(rows), balance(rows));
            return balances;
          }
        });
  }

  void append(List<Entry> entries, Collection<AccountBalance> balances) {
    database.update(
        APPEND,
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
        });
    database.update(
        MOVE,
        statement -> {
          var on = statement.getConnection();
          statement.setArray(1, array(on, "int8", balances, AccountBalance::id));
          statement.setArray(2, array(on, "int8", balances, AccountBalance::minor));
          statement.setArray(3, array(on, "int8", balances, AccountBalance::entries));
          statement.setArray(4, chains(on, balances.stream()));
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
