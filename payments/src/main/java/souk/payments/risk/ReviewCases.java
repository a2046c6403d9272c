package souk.payments.risk;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Payments that a person looks at. They have gone on meanwhile; what he finds holds for the next
 * ones: the card and the account of a fraud are refused from then on.
 */
@Singleton
final class ReviewCases {
  private final CaseRows cases;
  private final DecisionRows decisions;
  private final ActionLog actions;
  private final Transactions transactions;

  ReviewCases(
      CaseRows cases, DecisionRows decisions, ActionLog actions, Transactions transactions) {
    this.cases = cases;
    this.decisions = decisions;
    this.actions = actions;
    this.transactions = transactions;
  }

  /** What a person may find. */
  enum CaseFinding {
    GENUINE,
    FRAUD
  }

  /** The newest first. */
  List<CaseRow> page(boolean open, Cursor before, int limit) {
    return cases.page(open, before.createdAt(), before.id(), limit);
  }

  /**
   * Closes a case; of two who close it at once one is told.
   *
   * @throws Problem 404; 409 {@code case_closed}
   */
  CaseRow decide(Operator operator, UUID id, CaseFinding finding, String reason) {
    return transactions.call(() -> {
      var before = cases.find(id).orElseThrow(() -> Problem.notFound("case"));
      if (cases.decide(id, finding.name(), operator.id(), reason) == 0) {
        throw Problem.conflict("case_closed", "Somebody has decided this case already.");
      }
      if (finding == CaseFinding.FRAUD) list(before.chargeId());
      actions.add(operator, decided(before, finding, reason));
      return cases.find(id).orElseThrow();
    });
  }

  private void list(UUID chargeId) {
    var decision = decisions.find(chargeId).orElseThrow();
    cases.list("CARD", decision.card(), chargeId);
    cases.list("ACCOUNT", decision.payerId().toString(), chargeId);
  }

  /**
   * Takes a card or an account off the list.
   *
   * @throws Problem 404 when it is not on it
   */
  void unlist(Operator operator, String kind, String key, String reason) {
    transactions.run(() -> {
      if (cases.unlist(kind, key) == 0) throw Problem.notFound("entry");
      actions.add(
          operator,
          new OperatorAction("risk_entry.unlisted", "risk_list", key, reason, null, null));
    });
  }

  private static OperatorAction decided(CaseRow before, CaseFinding finding, String reason) {
    return new OperatorAction(
        "risk_case.decided", "charge", before.chargeId(), reason, null, Map.of("finding", finding));
  }
}
