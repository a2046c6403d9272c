package souk.payments.settlement;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What is to be converted of a movement in the ledger: all of it, or what has changed since.
 *
 * @param settled what the balance moved by
 * @param presented what that was in the currency of the payment
 * @param cost of {@code settled}, what it is worth at the rate of its payment; a payment's own is
 *     all of it
 * @param rate the provider's, of {@code at}
 */
record Conversion(Money settled, Money presented, Money cost, BigDecimal rate, Instant at) {
  /** What a rate that has moved since the payment gave (positive) or took. */
  Money difference() {
    return settled.minus(cost);
  }

  /** What a row still has to convert, at its own rate; null when nothing. */
  static @Nullable Conversion due(ResultSet row) throws SQLException {
    var currency = row.getString("presented_currency");
    if (currency == null) return null;
    var settled = row.getLong("fx_due_minor") - row.getLong("fx_posted_minor");
    var presented = row.getLong("presented_due_minor") - row.getLong("presented_posted_minor");
    if (settled == 0 && presented == 0) return null;
    var amount = Money.of(settled, row.getString("currency"));
    return new Conversion(
        amount,
        Money.of(presented, currency),
        amount,
        row.getBigDecimal("exchange_rate"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  Conversion costing(long minor) {
    var known = new Money(minor, settled.currency());
    return new Conversion(settled, presented, known, rate, at);
  }
}
