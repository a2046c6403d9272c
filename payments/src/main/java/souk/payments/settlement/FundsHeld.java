package souk.payments.settlement;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspBalance.Funds;
import souk.platform.postgres.Statements;

/**
 * What the provider held when its statement was fetched, beside what the ledger and what was on its
 * way came to then: for a person to compare, since both move on while they are read.
 */
@Singleton
final class FundsHeld {
  static final List<Funds> NOT_ASKED = List.of();

  private static final String STORE =
      """
      INSERT INTO payments.settlement_funds
        (run_id, currency, available_minor, pending_minor, ledger_minor)
      VALUES (?, ?, ?, ?,
        (SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account
         WHERE kind IN ('psp:clearing_pending', 'psp:balance_available') AND currency = ?
           AND open_since IS NOT NULL)
        + (SELECT coalesce(sum(minor), 0) FROM payments.on_its_way WHERE currency = ?))
      ON CONFLICT (run_id, currency) DO NOTHING
      """;

  private final PspBalance psp;
  private final Statements database;

  FundsHeld(PspBalance psp, Statements database) {
    this.psp = psp;
    this.database = database;
  }

  /** Nothing when the provider does not say: a run does not wait for it. */
  List<Funds> ask() {
    return psp.funds() instanceof Lookup.Found<List<Funds>>(var held) ? held : NOT_ASKED;
  }

  void store(UUID runId, List<Funds> held) {
    for (var one : held) {
      var currency = one.available().currency().getCurrencyCode();
      database.update(
          STORE,
          statement -> {
            statement.setObject(1, runId);
            statement.setString(2, currency);
            statement.setLong(3, one.available().minor());
            statement.setLong(4, one.pending().minor());
            statement.setString(5, currency);
            statement.setString(6, currency);
          });
    }
  }
}
