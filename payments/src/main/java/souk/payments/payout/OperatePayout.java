package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import souk.payments.payee.Payees;
import souk.payments.payout.PayoutEvent.CancelWanted;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** What operations can do to a payout; who did it is written with it. */
@Singleton
final class OperatePayout {
  private final StoredPayouts payouts;
  private final PayoutRows rows;
  private final Payees payees;
  private final ActionLog actions;
  private final Transactions transactions;

  OperatePayout(
      StoredPayouts payouts,
      PayoutRows rows,
      Payees payees,
      ActionLog actions,
      Transactions transactions) {
    this.payouts = payouts;
    this.rows = rows;
    this.payees = payees;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * Stops it; what was stopped stays so.
   *
   * @throws Problem 404, 409 {@code payout_under_way} once its transfer may have been asked for
   */
  void cancel(Operator operator, UUID id, String reason) {
    transactions.run(() -> {
      var before = payouts.find(id).orElseThrow(() -> Problem.notFound("payout"));
      var after = payouts.apply(id, new CancelWanted()).orElseThrow();
      if (after.payout().status() != PayoutStatus.REVERSED) {
        throw Problem.conflict("payout_under_way", "It is on its way and cannot be stopped.");
      }
      if (after.version() == before.version()) return;
      add(operator, "payout.cancelled", after, before.payout().status(), reason);
    });
  }

  /**
   * Looks at it now, whatever pause was meant; of one that never arrives the payee is paid again.
   *
   * @throws Problem 404, 409 {@code payout_settled} for one that has arrived
   */
  void retry(Operator operator, UUID id, String reason) {
    transactions.run(() -> {
      var payout = payouts.find(id).orElseThrow(() -> Problem.notFound("payout"));
      switch (payout.payout().status()) {
        case SETTLED -> throw Problem.conflict("payout_settled", "It has arrived.");
        case PENDING, BATCHED, SUBMITTED, ACCEPTED -> rows.hurry(id);
        case REVERSED, RETURNED, FAILED -> {
          rows.hurry(id);
          payees.resume(payout.terms().payee());
        }
      }
      add(operator, "payout.retried", payout, payout.payout().status(), reason);
    });
  }

  private void add(
      Operator operator, String name, StoredPayout after, PayoutStatus before, String reason) {
    actions.add(
        operator,
        new OperatorAction(
            name,
            "payout",
            after.id(),
            reason,
            Map.of("status", before),
            Map.of("status", after.payout().status())));
  }
}
