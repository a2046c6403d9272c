package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** What stands on the accounts that belong to somebody. */
@Singleton
public final class OwnerBalances {
  private static final String OF =
      """
      SELECT kind, currency, balance_minor, open_since FROM payments.ledger_account
      WHERE owner = ? AND owner <> '' ORDER BY key
      """;

  private final Statements database;

  OwnerBalances(Statements database) {
    this.database = database;
  }

  /**
   * One account.
   *
   * @param balance positive on the account's own side
   * @param since since when it is not zero; null when it is
   */
  public record Standing(AccountKind kind, Money balance, @Nullable Instant since) {}

  /** All accounts of an owner that ever moved; read without a lock. */
  public List<Standing> of(UUID owner) {
    return database.prepare(
        OF,
        statement -> {
          statement.setString(1, owner.toString());
          try (var rows = statement.executeQuery()) {
            var standings = new ArrayList<Standing>();
            while (rows.next()) standings.add(standing(rows));
            return standings;
          }
        });
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var kind = AccountKind.of(row.getString("kind"));
    var minor = row.getLong("balance_minor");
    var since = row.getObject("open_since", OffsetDateTime.class);
    return new Standing(
        kind,
        Money.of(kind.normal() == Leg.Side.DEBIT ? minor : -minor, row.getString("currency")),
        since == null ? null : since.toInstant());
  }
}
