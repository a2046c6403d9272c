package souk.payments.ledger;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.postgres.Statements;

/** What the accounts stand at. */
@Singleton
final class LedgerSums {
  private static final String BY_KIND =
      """
      SELECT kind, currency, sum(balance_minor) AS balance, sum(entries) AS entries
      FROM payments.ledger_account GROUP BY kind, currency ORDER BY kind, currency
      """;

  private static final String OPEN =
      """
      SELECT key, currency, balance_minor AS balance, open_since,
             CAST(extract(epoch FROM clock_timestamp() - open_since) AS bigint) AS age_s,
             CAST(lpad(to_hex(id), 32, '0') AS uuid) AS id
      FROM payments.ledger_account
      WHERE open_since IS NOT NULL AND kind = ANY (?)
        AND (open_since, CAST(lpad(to_hex(id), 32, '0') AS uuid)) < (?, ?)
      ORDER BY open_since DESC, id DESC LIMIT ?
      """;

  private final Statements database;

  LedgerSums(Statements database) {
    this.database = database;
  }

  /** What the accounts of a kind sum to; a debit is positive. */
  @Introspected
  @Schema(name = "LedgerSum")
  record Sum(String account, Money balance, long entries) {}

  /** A clearing account that is not back at zero. */
  @Introspected
  @Schema(name = "LedgerOpenAccount")
  record Unfinished(UUID id, String account, Money balance, Instant since, long ageS) {}

  List<Sum> byKind() {
    return database.prepare(
        BY_KIND,
        statement -> {
          try (var rows = statement.executeQuery()) {
            var sums = new ArrayList<Sum>();
            while (rows.next()) {
              sums.add(new Sum(rows.getString("kind"), balance(rows), rows.getLong("entries")));
            }
            return sums;
          }
        });
  }

  /** The latest first. */
  List<Unfinished> unfinished(Cursor from, int limit) {
    return database.prepare(
        OPEN,
        statement -> {
          var kinds = Arrays.stream(AccountKind.values()).filter(AccountKind::isClearing);
          statement.setArray(
              1,
              statement
                  .getConnection()
                  .createArrayOf("text", kinds.map(AccountKind::code).toArray()));
          statement.setObject(2, from.createdAt().atOffset(ZoneOffset.UTC));
          statement.setObject(3, from.id());
          statement.setInt(4, limit);
          try (var rows = statement.executeQuery()) {
            var open = new ArrayList<Unfinished>();
            while (rows.next()) open.add(unfinished(rows));
            return open;
          }
        });
  }

  private static Unfinished unfinished(ResultSet row) throws SQLException {
    return new Unfinished(
        row.getObject("id", UUID.class),
        row.getString("key"),
        balance(row),
        row.getObject("open_since", OffsetDateTime.class).toInstant(),
        row.getLong("age_s"));
  }

  private static Money balance(ResultSet row) throws SQLException {
    return Money.of(row.getLong("balance"), row.getString("currency"));
  }
}
