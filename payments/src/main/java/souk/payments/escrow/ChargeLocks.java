package souk.payments.escrow;

import jakarta.inject.Singleton;
import java.util.List;
import souk.payments.order.OrderRef;
import souk.platform.postgres.Statements;

/** The locks behind which it is decided whether money is taken back before or after division. */
@Singleton
final class ChargeLocks {
  private static final String LOCK =
      """
      SELECT charge.refunded_minor + charge.disputed_minor AS taken_back
      FROM payments.charge charge
      JOIN unnest(?, ?) AS paid (kind, id) ON charge.order_kind = paid.kind AND charge.order_id = paid.id
      ORDER BY charge.id FOR UPDATE OF charge
      """;

  private final Statements database;

  ChargeLocks(Statements database) {
    this.database = database;
  }

  /** Locks the charges of orders; answers whether anything may have been taken back of them. */
  boolean lock(List<OrderRef> orders) {
    return database.prepare(
        LOCK,
        statement -> {
          var on = statement.getConnection();
          var kinds = orders.stream().map(OrderRef::kind).toArray();
          var ids = orders.stream().map(OrderRef::id).toArray();
          statement.setArray(1, on.createArrayOf("text", kinds));
          statement.setArray(2, on.createArrayOf("uuid", ids));
          try (var rows = statement.executeQuery()) {
            var any = false;
            while (rows.next()) any |= rows.getLong("taken_back") > 0;
            return any;
          }
        });
  }
}
