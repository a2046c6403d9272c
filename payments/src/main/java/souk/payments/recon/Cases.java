package souk.payments.recon;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.approval.ApprovalLimits;
import souk.payments.ledger.Journal;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.identity.Person;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Cases as operations use them. Everything is decided behind the lock of the item, and on both
 * sides as they are then: what came since the last run has closed the case, or made it another one.
 */
@Singleton
final class Cases {
  private final CaseRows rows;
  private final Reconcile reconcile;
  private final Items items;
  private final Corrections corrections;
  private final ApprovalLimits limits;
  private final ActionLog actions;
  private final Transactions transactions;

  Cases(
      CaseRows rows,
      Reconcile reconcile,
      Items items,
      Corrections corrections,
      ReconConfiguration configuration,
      ActionLog actions,
      Transactions transactions) {
    this.rows = rows;
    this.reconcile = reconcile;
    this.items = items;
    this.corrections = corrections;
    this.limits = configuration.limits();
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * What an operator wants.
   *
   * @param journal that is to be taken back; empty but with REVERSE
   */
  record Wish(CaseAction action, String journal, String reason) {}

  /**
   * Explains or corrects, or asks another operator whether to. Called in a transaction, whose
   * caller keeps a refusal as the answer.
   *
   * @throws Problem 404, 409 {@code case_not_open}, and those of {@link Corrections}
   */
  CaseStanding resolve(Person operator, UUID id, Wish wish) {
    var about = locked(id);
    if (about.state() != CaseStatus.OPEN) throw notOpen(about);
    var journal = journal(about, wish.action(), wish.journal());
    if (limits.exceededBy(journal.map(Corrections::size).orElseGet(about::sizeNow))) {
      ask(operator, about, wish, CaseStatus.AWAITING_APPROVAL);
      return logged(operator, "reconciliation.requested", about, wish.reason());
    }
    ask(operator, about, wish, CaseStatus.RESOLVED);
    settle(about, journal);
    return logged(operator, "reconciliation.resolved", about, wish.reason());
  }

  /** Empty for an explanation, which posts nothing. */
  private Optional<Journal> journal(CaseRow about, CaseAction action, String key) {
    return switch (action) {
      case EXPLAIN -> Optional.empty();
      case CORRECT -> Optional.of(corrections.suspended(about));
      case REVERSE -> Optional.of(corrections.reversal(about, key));
    };
  }

  private void ask(Person operator, CaseRow about, Wish wish, CaseStatus status) {
    var asked =
        rows.ask(
            about.id(),
            status.name(),
            wish.action().name(),
            wish.journal().isEmpty() ? null : wish.journal(),
            about.differenceNow().minor(),
            wish.reason(),
            operator.id(),
            operator.name());
    if (asked != 1) throw notOpen(about);
  }

  /** What still differs afterwards, and after the grace, is a case of its own. */
  private void settle(CaseRow about, Optional<Journal> journal) {
    journal.ifPresentOrElse(corrections::post, () -> items.accept(about.key()));
    var _ = reconcile.again(about.key());
  }

  /**
   * Agrees to what another operator wants. Once it is done, saying so again changes nothing.
   *
   * @throws Problem 403 to who asked for it, 409 {@code case_changed} when the difference is not
   *     the one he saw, {@code case_not_open}
   */
  CaseStanding approve(Person operator, UUID id) {
    return transactions.call(() -> {
      var about = locked(id);
      if (isDoneBy(operator, about)) return CaseStanding.of(about);
      var action = awaited(operator, about);
      if (!Long.valueOf(about.differenceNow().minor()).equals(about.seenMinor())) {
        throw Problem.conflict(
            "case_changed", "The difference has changed since it was asked for.");
      }
      var key = about.journal() == null ? "" : about.journal();
      var journal = journal(about, action, key);
      rows.decide(id, CaseStatus.RESOLVED.name(), operator.id(), operator.name());
      settle(about, journal);
      return logged(operator, "reconciliation.approved", about, about.reason());
    });
  }

  private static boolean isDoneBy(Person operator, CaseRow about) {
    return about.state() == CaseStatus.RESOLVED && operator.id().equals(about.decidedBy());
  }

  /** Does not agree: the case is open again. */
  CaseStanding reject(Person operator, UUID id, String reason) {
    return transactions.call(() -> {
      var about = locked(id);
      var _ = awaited(operator, about);
      rows.decide(id, CaseStatus.OPEN.name(), operator.id(), operator.name());
      return logged(operator, "reconciliation.rejected", about, reason);
    });
  }

  private static CaseAction awaited(Person operator, CaseRow about) {
    if (about.state() != CaseStatus.AWAITING_APPROVAL || about.action() == null) {
      throw notOpen(about);
    }
    if (operator.id().equals(about.askedBy())) {
      throw Problem.forbidden("Another operator than the one who asked for it has to decide.");
    }
    return CaseAction.valueOf(about.action());
  }

  /** As it is now: both sides are read again, for the ledger has moved on since the last run. */
  private CaseRow locked(UUID id) {
    var key = existing(id).key();
    reconcile.lock(key);
    var _ = reconcile.again(key);
    return existing(id);
  }

  private CaseRow existing(UUID id) {
    return rows.find(id).orElseThrow(() -> Problem.notFound("case"));
  }

  private static Problem notOpen(CaseRow about) {
    return Problem.conflict("case_not_open", "This case is %s.".formatted(about.status()));
  }

  private CaseStanding logged(
      Person operator, String action, CaseRow before, @Nullable String reason) {
    var after = CaseStanding.of(existing(before.id()));
    var done =
        new OperatorAction(action, "case", before.id(), reason, CaseStanding.of(before), after);
    actions.add(Operator.of(operator), done);
    return after;
  }

  Optional<CaseStanding> find(UUID id) {
    return rows.find(id).map(CaseStanding::of);
  }

  List<CaseStanding> page(
      @Nullable CaseStatus status, @Nullable String reference, Cursor from, int limit) {
    var wanted = status == null ? null : status.name();
    return rows.page(wanted, reference, from.createdAt(), from.id(), limit).stream()
        .map(CaseStanding::of)
        .toList();
  }
}
