package souk.payments.refund;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.Ledger;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.RefundEvent.Refused;
import souk.payments.refund.StoredRefund.By;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * The refunds' rows. A change is made under the locks of the charge and of the refund, in this
 * order, from the state found there, and leaves its event and its postings in the same transaction.
 */
@Singleton
final class StoredRefunds {
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final RefundRows rows;
  private final RefundableRows charges;
  private final RefundPostings postings;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Outbox outbox;
  private final Ledger ledger;
  private final ActionLog actions;

  StoredRefunds(
      RefundRows rows,
      RefundableRows charges,
      RefundPostings postings,
      Transactions transactions,
      DatabaseClock clock,
      @Named("payments") Outbox outbox,
      Ledger ledger,
      ActionLog actions) {
    this.rows = rows;
    this.charges = charges;
    this.postings = postings;
    this.transactions = transactions;
    this.clock = clock;
    this.outbox = outbox;
    this.ledger = ledger;
    this.actions = actions;
  }

  Optional<StoredRefund> find(UUID id) {
    return rows.find(id).map(RefundMapping::stored);
  }

  List<StoredRefund> ofCharge(UUID chargeId) {
    return rows.ofCharge(chargeId).stream().map(RefundMapping::stored).toList();
  }

  List<StoredRefund> page(RefundSearch search, Cursor before, int limit) {
    var status = search.status();
    var found =
        rows.page(
            status == null ? null : status.name(),
            search.orderId(),
            search.payer(),
            search.reference(),
            search.asked().from(),
            search.asked().until(),
            before.createdAt(),
            before.id(),
            limit);
    return found.stream().map(RefundMapping::stored).toList();
  }

  /** Claims refunds whose time has come; others leave them alone for ten seconds. */
  List<StoredRefund> claimDue(int limit) {
    return rows.claimDue(LEASE.toMillis(), limit).stream().map(RefundMapping::stored).toList();
  }

  /**
   * Adds a refund. Called in a transaction in which its amount was set aside on the charge's row,
   * whose lock is held since.
   */
  StoredRefund add(StoredRefund first) {
    RefundMapping.enter(rows, first, RefundPauses.next(first, first.createdAt()));
    tell(first);
    ledger.post(postings.of(first, false));
    return first;
  }

  /** Applies what an operator decided, in the present transaction. */
  StoredRefund decide(StoredRefund asked, RefundEvent decision, By decider) {
    return locked(asked, stored -> turn(stored, decision, decider));
  }

  /** Applies what became of a request; an answer to one that is over already changes nothing. */
  StoredRefund conclude(StoredRefund asked, RefundEvent event) {
    return locked(asked, stored -> isOver(stored, asked) ? stored : turn(stored, event));
  }

  /**
   * As the other, on an operator's word, which is written down with what it does; false when it was
   * known already what became of it.
   */
  boolean conclude(
      StoredRefund asked, RefundEvent event, Operator operator, OperatorAction action) {
    return transactions.call(() -> {
      var _ = charges.lock(asked.terms().chargeId()).orElseThrow();
      var stored = rows.lock(asked.id()).map(RefundMapping::stored).orElseThrow();
      if (isOver(stored, asked) || !(stored.refund() instanceof Unknown)) return false;
      var _ = turn(stored, event);
      actions.add(operator, action);
      return true;
    });
  }

  private static boolean isOver(StoredRefund stored, StoredRefund asked) {
    return stored.generation() != asked.generation();
  }

  /** Nobody asks once more for money that an issuer has taken back meanwhile. */
  private StoredRefund turn(StoredRefund stored, RefundEvent event) {
    var again = event instanceof RefundEvent.NeverExecuted;
    return turn(stored, again && isTaken(stored) ? new Refused("charge_disputed") : event, null);
  }

  private boolean isTaken(StoredRefund stored) {
    return charges.find(stored.terms().chargeId()).orElseThrow().leftMinor() < 0;
  }

  private interface Work {
    StoredRefund on(StoredRefund stored);
  }

  private StoredRefund locked(StoredRefund asked, Work work) {
    return transactions.call(() -> {
      var _ = charges.lock(asked.terms().chargeId()).orElseThrow();
      return work.on(rows.lock(asked.id()).map(RefundMapping::stored).orElseThrow());
    });
  }

  private StoredRefund turn(StoredRefund stored, RefundEvent event, @Nullable By decider) {
    var next = RefundTurns.on(stored.refund(), event);
    var again = event instanceof RefundEvent.NeverExecuted && next instanceof Refunding;
    if (next.equals(stored.refund()) && !again) return stored;
    return save(stored, stored.moved(next, event, decider, clock.now()));
  }

  private StoredRefund save(StoredRefund before, StoredRefund after) {
    if (!RefundMapping.update(rows, after, RefundPauses.next(after, after.movedAt()))) {
      throw new IllegalStateException("refund %s moved under its lock".formatted(after.id()));
    }
    if (givesBack(after.refund())) {
      charges.letGo(after.terms().chargeId(), after.terms().amount().minor());
    }
    if (before.refund().status() != after.refund().status()) tell(after);
    ledger.post(postings.of(after, !(before.refund() instanceof AwaitingApproval)));
    return after;
  }

  private static boolean givesBack(Refund refund) {
    return switch (refund) {
      case Rejected _, Failed _ -> true;
      case AwaitingApproval _, Refunding _, Unknown _, Pending _, Succeeded _ -> false;
    };
  }

  private void tell(StoredRefund refund) {
    var standing = refund.standing();
    var order = refund.terms().order().id();
    outbox.add(refund.id(), refund.version(), order, standing.status().event(), standing);
  }

  /** Nothing came of a look: the next one follows after a longer pause. */
  void lookLater(StoredRefund stored) {
    rows.lookLater(stored.id(), stored.version(), RefundPauses.next(stored, clock.now()));
  }

  Instant now() {
    return clock.now();
  }
}
