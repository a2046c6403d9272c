package souk.payments.charge;

import java.util.UUID;
import souk.platform.postgres.Statements;

/** The claims on orders, as charges that end give them up. */
final class OrderClaims {
  /** The lock of the charge that renews this one is taken behind this one's. */
  private static final String HAND_OVER =
      """
      UPDATE payments.order_claim claim SET charge_id = next.id
      FROM (SELECT id FROM payments.charge
            WHERE renews = ? AND status NOT IN ('DECLINED', 'VOIDED', 'EXPIRED')
            FOR UPDATE) next
      WHERE claim.charge_id = ?
      """;

  private static final String GIVE_UP = "DELETE FROM payments.order_claim WHERE charge_id = ?";

  private OrderClaims() {}

  /** To the charge that renews this one, where there is one that is not over. */
  static void giveUp(Statements database, UUID charge) {
    database.update(
        HAND_OVER,
        statement -> {
          statement.setObject(1, charge);
          statement.setObject(2, charge);
        });
    database.update(GIVE_UP, statement -> statement.setObject(1, charge));
  }
}
