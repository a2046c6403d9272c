package souk.payments.payout;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Ledger;
import souk.payments.payee.Payees;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Undone;
import souk.payments.payout.PayoutEvent.PayoutSeen;
import souk.payments.payout.PayoutEvent.Sealed;
import souk.payments.payout.Turn.Concluded;
import souk.payments.payout.Turn.Kept;
import souk.payments.payout.Turn.Lost;
import souk.payments.payout.Turn.Moved;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.background.Backoff;
import souk.platform.money.Money;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * The payouts' rows. A change is made under the row's lock, from the state found there, and leaves
 * its line in the log and its postings in the same transaction.
 */
@Singleton
final class StoredPayouts {
  /** By then the answer to a call is there, or whoever made it is gone. */
  private static final Duration CALL_OVER = Duration.ofSeconds(5);

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
  private static final Duration LOOK_AT_BANK_MAX = Duration.ofMinutes(30);
  private static final Duration LOOK_AT_ARRIVED = Duration.ofHours(6);

  private final PayoutRows rows;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Ledger ledger;
  private final Payees payees;
  private final Outbox outbox;
  private final MeterRegistry meters;
  private final ActionLog actions;

  StoredPayouts(
      PayoutRows rows,
      Transactions transactions,
      DatabaseClock clock,
      Ledger ledger,
      Payees payees,
      @Named("payments") Outbox outbox,
      MeterRegistry meters,
      ActionLog actions) {
    this.rows = rows;
    this.transactions = transactions;
    this.clock = clock;
    this.ledger = ledger;
    this.payees = payees;
    this.outbox = outbox;
    this.meters = meters;
    this.actions = actions;
  }

  Optional<StoredPayout> find(UUID id) {
    return rows.find(id).map(PayoutMapping::stored);
  }

  /** Claims payouts whose time has come; others leave them alone for ten seconds. */
  List<StoredPayout> claimDue(int limit) {
    return rows.claimDue(LEASE.toMillis(), limit).stream().map(PayoutMapping::stored).toList();
  }

  /** Makes batches of what waits for one, at most so many payouts in each; answers how many. */
  int seal(int payoutsMax) {
    return rows.pendingCurrencies().stream().mapToInt(of -> seal(of, payoutsMax)).sum();
  }

  private int seal(String currency, int payoutsMax) {
    return transactions.call(() -> {
      var pending = rows.lockPending(currency, payoutsMax);
      if (pending.isEmpty()) return 0;
      var batch = UuidCreator.getTimeOrderedEpoch();
      var total = pending.stream().mapToLong(PayoutRow::amountMinor).sum();
      rows.addBatch(batch, currency, pending.size(), total);
      pending.stream()
          .map(PayoutMapping::stored)
          .forEach(payout -> turn(payout, new Sealed(batch)));
      meters.summary("souk.payout.batch").record(pending.size());
      return 1;
    });
  }

  /** Applies what somebody wants, whatever the generation. */
  Optional<StoredPayout> apply(UUID id, PayoutEvent event) {
    return transactions.call(
        () -> rows.lock(id).map(PayoutMapping::stored).map(payout -> turn(payout, event)));
  }

  /** Applies what became of a request; an answer to one that is over already changes nothing. */
  StoredPayout conclude(StoredPayout asked, PayoutEvent event) {
    return transactions.call(() -> {
      var stored = rows.lock(asked.id()).map(PayoutMapping::stored).orElseThrow();
      return stored.generation() == asked.generation() ? turn(stored, event) : stored;
    });
  }

  /**
   * As the other, on an operator's word, which is written down with what it does; false when the
   * request was over already.
   */
  boolean conclude(
      StoredPayout asked, PayoutEvent event, Operator operator, OperatorAction action) {
    return transactions.call(() -> {
      var stored = rows.lock(asked.id()).map(PayoutMapping::stored).orElseThrow();
      if (stored.generation() != asked.generation()) return false;
      var _ = turn(stored, event);
      actions.add(operator, action);
      return true;
    });
  }

  private StoredPayout turn(StoredPayout stored, PayoutEvent event) {
    var now = clock.now();
    expect(stored, event);
    return switch (PayoutTurns.on(stored.payout(), event)) {
      case Kept _ -> stored;
      case Moved(var next) -> save(stored, stored.moved(next, now), event, now);
      case Concluded(var next) -> save(stored, stored.concluded(next, now), event, now);
      case Lost _ -> stored.unanswered() ? stored : save(stored, stored.lost(now), event, now);
    };
  }

  /** A bank's day may move while the payout does not. */
  private void expect(StoredPayout stored, PayoutEvent event) {
    if (event instanceof PayoutSeen(var seen, _) && seen.expectedAt() != null) {
      rows.expect(stored.id(), seen.expectedAt());
    }
  }

  private StoredPayout save(
      StoredPayout before, StoredPayout after, PayoutEvent event, Instant now) {
    if (!PayoutMapping.update(rows, after, wakeAt(after, now), now)) {
      throw new IllegalStateException("payout %s moved under its lock".formatted(after.id()));
    }
    var status = after.payout().status();
    rows.log(after.id(), after.version(), event.name(), status.name(), detail(after.payout()));
    if (before.payout().status() != status) tell(after);
    if (after.payout() instanceof Undone undone && undone.setback().payeeMustAct()) {
      payees.pause(after.terms().payee(), undone.setback());
    }
    ledger.post(PayoutPostings.of(before, after, shares(after)));
    return after;
  }

  private void tell(StoredPayout payout) {
    var news = PayoutNews.of(payout);
    outbox.add(payout.id(), payout.version(), news.eventType(), news);
    count(news.status());
  }

  private void count(PayoutStatus status) {
    meters.counter("souk.payout.moved", "to", status.name().toLowerCase(Locale.ROOT)).increment();
  }

  private static @Nullable String detail(Payout payout) {
    return switch (payout) {
      case Pending _, Batched _ -> null;
      case Submitted(_, var transfer, _) -> transfer.reference();
      case Accepted(_, _, var sent) -> sent;
      case Settled(_, _, var sent, _) -> sent;
      case Undone undone -> undone.setback().code() + " (" + undone.code() + ")";
    };
  }

  private Shares shares(StoredPayout payout) {
    var currency = payout.terms().amount().currency();
    return new Shares(
        new Money(item(payout.id(), AccountKind.PAYEE_PAYABLE), currency),
        new Money(item(payout.id(), AccountKind.TIPS), currency));
  }

  private long item(UUID id, AccountKind account) {
    return rows.item(id, account.name()).orElse(0L);
  }

  /** Nothing came of a look: the next one follows after a longer pause. */
  void lookLater(StoredPayout stored) {
    var next = clock.now().plus(pause(stored));
    rows.lookLater(stored.id(), stored.version(), next);
  }

  private static @Nullable Instant wakeAt(StoredPayout stored, Instant now) {
    return switch (stored.payout()) {
      case Pending _ -> now;
      case Batched(_, _, var asked) when !asked && stored.looks() == 0 -> now;
      case Undone undone when undone.toTakeBack() == null -> null;
      case Settled(_, _, _, var isFinal) when isFinal -> null;
      case Batched _, Submitted _, Undone _ -> now.plus(CALL_OVER).plus(pause(stored));
      case Accepted _, Settled _ -> now.plus(pause(stored));
    };
  }

  /** Doubled by each look up to a limit of its state; of what has arrived always the same. */
  private static Duration pause(StoredPayout stored) {
    return switch (stored.payout()) {
      case Pending _, Batched _, Submitted _, Undone _ -> Backoff.after(stored.looks(), PAUSE_MAX);
      case Accepted _ -> Backoff.after(stored.looks(), LOOK_AT_BANK_MAX);
      case Settled _ -> Backoff.spread(LOOK_AT_ARRIVED);
    };
  }
}
