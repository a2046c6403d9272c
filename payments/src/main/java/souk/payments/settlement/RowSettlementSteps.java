package souk.payments.settlement;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.ledger.Ledger;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.recon.Reconcile;
import souk.payments.settlement.SettlementStatus.Event;

/** Steps over a run's row; the provider is asked without a connection in the hand. */
@Singleton
final class RowSettlementSteps implements SettlementSteps {
  private static final int POSTED_AT_ONCE = 100;
  private static final int COMPARED_AT_ONCE = 300;

  private final Settlements runs;
  private final Movements movements;
  private final Costs costs;
  private final UnreadableMovements unreadable;
  private final FundsHeld funds;
  private final PspBalance psp;
  private final Reconcile reconcile;
  private final Ledger ledger;

  RowSettlementSteps(
      Settlements runs,
      Movements movements,
      Costs costs,
      UnreadableMovements unreadable,
      FundsHeld funds,
      PspBalance psp,
      Reconcile reconcile,
      Ledger ledger) {
    this.runs = runs;
    this.movements = movements;
    this.costs = costs;
    this.unreadable = unreadable;
    this.funds = funds;
    this.psp = psp;
    this.reconcile = reconcile;
    this.ledger = ledger;
  }

  @Override
  public SettlementStanding read(UUID runId) {
    return runs.standing(runId);
  }

  @Override
  public SettlementStanding lookAgainLater(UUID runId) {
    var run = runs.run(runId);
    runs.lookLater(run, run.reached());
    return read(runId);
  }

  @Override
  public SettlementStanding begin(UUID runId) {
    var asked = runs.run(runId);
    if (asked.state() == SettlementStatus.DUE && runs.isDue(asked)) {
      runs.ifUnmoved(asked, run -> runs.happened(run, Event.DAY_OVER));
    }
    return read(runId);
  }

  @Override
  public SettlementStanding fetch(UUID runId) {
    var asked = runs.run(runId);
    if (asked.state() != SettlementStatus.FETCHING) return asked.standing();
    switch (psp.movements(asked.fetchFrom(), asked.dayEnd(), asked.reached())) {
      case Lookup.Found<PspBalance.Page>(var page) -> store(asked, page);
      // what was the last of a page is gone: from the beginning, which is harmless
      case Lookup.Absent<PspBalance.Page> _ -> runs.lookLater(asked, null);
      case Lookup.Unavailable<PspBalance.Page> _ -> runs.lookLater(asked, asked.reached());
    }
    return read(runId);
  }

  private void store(SettlementRow asked, PspBalance.Page page) {
    var held = page.isLast() ? funds.ask() : FundsHeld.NOT_ASKED;
    runs.ifUnmoved(
        asked,
        run -> {
          movements.store(run.id(), page.movements());
          unreadable.read(run.id(), page.movements());
          unreadable.store(run.id(), page.unreadable());
          if (!page.isLast()) {
            runs.reached(run, page.last());
            return;
          }
          funds.store(run.id(), held);
          runs.happened(run, Event.ALL_FETCHED);
        });
  }

  @Override
  public SettlementStanding post(UUID runId) {
    var asked = runs.run(runId);
    if (asked.state() != SettlementStatus.POSTING) return asked.standing();
    runs.ifUnmoved(
        asked,
        run -> {
          if (postSome(run)) runs.reached(run, null);
          else runs.beginToCompare(run);
        });
    return read(runId);
  }

  /**
   * False when there was nothing to post. The row is moved by the caller, whose lock comes first.
   */
  private boolean postSome(SettlementRow run) {
    var some = costs.of(movements.toPost(run.id(), POSTED_AT_ONCE));
    if (some.isEmpty()) return false;
    movements.posted(some);
    ledger.post(some.stream().flatMap(one -> SettlementPostings.of(one).stream()).toList());
    return true;
  }

  @Override
  public SettlementStanding match(UUID runId) {
    var asked = runs.run(runId);
    if (asked.state() != SettlementStatus.MATCHING) return asked.standing();
    runs.ifUnmoved(
        asked,
        run ->
            reconcile
                .some(run.id(), run.reached(), COMPARED_AT_ONCE)
                .ifPresentOrElse(
                    last -> runs.reached(run, last), () -> runs.happened(run, Event.ALL_COMPARED)));
    return read(runId);
  }

  @Override
  public SettlementStanding release(UUID runId) {
    var asked = runs.run(runId);
    if (asked.state() != SettlementStatus.AWAITING_FUNDS) return asked.standing();
    runs.ifUnmoved(
        asked,
        run -> {
          if (postSome(run)) runs.reached(run, null);
          else awaitMore(run);
        });
    return read(runId);
  }

  private void awaitMore(SettlementRow run) {
    movements
        .nextAt(run.id())
        .ifPresentOrElse(
            next -> runs.waitUntil(run, next), () -> runs.happened(run, Event.ALL_AVAILABLE));
  }
}
