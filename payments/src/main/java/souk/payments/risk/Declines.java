package souk.payments.risk;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.psp.DeclineReason;
import souk.platform.postgres.Statements;

/**
 * The payments that a card's issuer refused, apart from all others: a rule that counts them reads
 * these alone, however many payments come from where they came.
 */
@Singleton
public final class Declines {
  private static final String ADD =
      """
      INSERT INTO payments.risk_decline (charge_id, payer_id, card, device, network, decided_at)
      SELECT charge_id, payer_id, card, device, network, decided_at
      FROM payments.risk_decision WHERE charge_id = ?
      ON CONFLICT DO NOTHING\
      """;

  private final Statements database;

  Declines(Statements database) {
    this.database = database;
  }

  /** Counts a charge that was refused just now, in its transaction, if its issuer did it. */
  public void add(UUID chargeId, DeclineReason reason) {
    if (!reason.isIssuers()) return;
    database.prepare(
        ADD,
        statement -> {
          statement.setObject(1, chargeId);
          return statement.executeUpdate();
        });
  }
}
