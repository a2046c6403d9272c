package souk.payments.settlement;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.settlement.Movements.ToPost;
import souk.platform.postgres.Statements;

/**
 * What the refunds and disputes of a payment that was converted are worth at the payment's rate.
 * Decided behind the locks of the charges, so that two runs do not both give back the last cent.
 */
@Singleton
final class Costs {
  private static final String LOCK =
      """
      SELECT id FROM payments.charge WHERE psp_reference = ANY (?) ORDER BY id FOR NO KEY UPDATE
      """;

  /** Nothing where the payment itself was converted before this program knew how. */
  private static final String KNOWN =
      """
      SELECT paid.settled, paid.presented, given.parts, given.cost
      FROM (SELECT sum(fx_due_minor) AS settled, sum(presented_due_minor) AS presented
            FROM payments.balance_transaction
            WHERE reference = ? AND currency = ? AND kind = 'PAYMENT'
              AND presented_currency = ?) paid
      CROSS JOIN (SELECT coalesce(sum(presented_posted_minor), 0) AS parts,
                         coalesce(sum(cost_posted_minor), 0) AS cost
                  FROM payments.balance_transaction
                  WHERE payment = ? AND currency = ? AND kind <> 'PAYMENT') given
      WHERE paid.presented <> 0
      """;

  private final Statements database;

  Costs(Statements database) {
    this.database = database;
  }

  /** The same movements, each with its cost; called behind the movements' own locks. */
  List<ToPost> of(List<ToPost> movements) {
    var payments =
        movements.stream()
            .filter(Costs::isGivenBack)
            .map(one -> Objects.requireNonNull(one.payment()))
            .toList();
    if (payments.isEmpty()) return movements;
    lock(payments);
    var books = new HashMap<String, Book>();
    var costed = new ArrayList<ToPost>();
    for (var one : movements) costed.add(isGivenBack(one) ? costed(one, books) : one);
    return costed;
  }

  /** What this transaction gives back of a payment counts for what it gives back next. */
  private static final class Book {
    private final @Nullable Cost cost;
    private long parts;
    private long spent;

    Book(@Nullable Cost cost, long parts, long spent) {
      this.cost = cost;
      this.parts = parts;
      this.spent = spent;
    }

    Conversion next(Conversion conversion) {
      if (cost == null) return conversion;
      var part = conversion.presented().minor();
      var worth = cost.of(part, parts, spent);
      parts += part;
      spent += worth;
      return conversion.costing(worth);
    }
  }

  private static boolean isGivenBack(ToPost one) {
    return one.conversion() != null && one.kind() != Kind.PAYMENT && one.payment() != null;
  }

  private ToPost costed(ToPost one, Map<String, Book> books) {
    var conversion = Objects.requireNonNull(one.conversion());
    var payment = Objects.requireNonNull(one.payment());
    var settledIn = conversion.settled().currency().getCurrencyCode();
    var presentedIn = conversion.presented().currency().getCurrencyCode();
    var book =
        books.computeIfAbsent(
            payment + " " + settledIn, _ -> book(payment, settledIn, presentedIn));
    return one.costing(book.next(conversion));
  }

  private void lock(List<String> payments) {
    database.<Boolean>prepare(
        LOCK,
        statement -> {
          var all = payments.stream().distinct().toArray();
          statement.setArray(1, statement.getConnection().createArrayOf("text", all));
          try (var rows = statement.executeQuery()) {
            return rows.next();
          }
        });
  }

  private Book book(String payment, String settledIn, String presentedIn) {
    return database.prepare(
        KNOWN,
        statement -> {
          statement.setString(1, payment);
          statement.setString(2, settledIn);
          statement.setString(3, presentedIn);
          statement.setString(4, payment);
          statement.setString(5, settledIn);
          return book(statement);
        });
  }

  private static Book book(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      if (!row.next()) return new Book(null, 0, 0);
      var cost = new Cost(row.getLong("settled"), row.getLong("presented"));
      return new Book(cost, row.getLong("parts"), row.getLong("cost"));
    }
  }
}
