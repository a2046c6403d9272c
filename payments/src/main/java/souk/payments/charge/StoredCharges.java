package souk.payments.charge;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Turn.Concluded;
import souk.payments.charge.Turn.Kept;
import souk.payments.charge.Turn.Moved;
import souk.payments.ledger.Ledger;
import souk.payments.risk.Declines;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.background.Backoff;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * The charges' rows. A change is made under the row's lock, from the state found there, and leaves
 * its event and its postings in the same transaction.
 */
@Singleton
final class StoredCharges {
  /** By then the answer to a call is there, or whoever made it is gone. */
  private static final Duration CALL_OVER = Duration.ofSeconds(5);

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

  /** A payer who has authenticated waits for us, should the webhook be lost. */
  private static final Duration PAYER_WAITS = Duration.ofSeconds(30);

  static final String EXPIRING = "charge.expiring";

  static final String ALREADY_CHARGED = "order_already_charged";

  private static final Duration NO_EXPIRY_KNOWN = Duration.ofDays(1);

  /** Whether a charge stands as it did; judged and dated behind the lock. */
  private static final String LOCK =
      """
      SELECT (version, generation, looks) = (?, ?, ?), clock_timestamp()
      FROM (SELECT * FROM payments.charge WHERE id = ? FOR UPDATE) locked\
      """;

  private final ChargeRows rows;
  private final Transactions transactions;
  private final Statements database;
  private final DatabaseClock clock;
  private final Outbox outbox;
  private final Ledger ledger;
  private final ActionLog actions;
  private final Declines declines;

  StoredCharges(
      ChargeRows rows,
      Transactions transactions,
      Statements database,
      DatabaseClock clock,
      @Named("payments") Outbox outbox,
      Ledger ledger,
      ActionLog actions,
      Declines declines) {
    this.rows = rows;
    this.transactions = transactions;
    this.database = database;
    this.clock = clock;
    this.outbox = outbox;
    this.ledger = ledger;
    this.actions = actions;
    this.declines = declines;
  }

  Optional<StoredCharge> find(UUID id) {
    return rows.find(id).map(ChargeMapping::stored);
  }

  /** Claims charges whose time has come; others leave them alone for ten seconds. */
  List<StoredCharge> claimDue(int limit) {
    return rows.claimDue(LEASE.toMillis(), limit).stream().map(ChargeMapping::stored).toList();
  }

  /** Those that are not settled, in the order of their ids, behind the one with this id. */
  List<StoredCharge> open(UUID behind, int limit) {
    return rows.open(behind, limit).stream().map(ChargeMapping::stored).toList();
  }

  /** Whatever is asked from now on has a key that nobody has used, even if rows were lost. */
  void leap(UUID id) {
    rows.leap(id);
  }

  /** Nobody can use this charge's id any more; a charge that is there stays as it is. */
  void layStone(UUID id, Operator operator, OperatorAction action) {
    transactions.run(() -> {
      add(id, () -> new Voided(null, null));
      actions.add(operator, action);
    });
  }

  /**
   * Adds a charge in its first state, unless there is one by this id already; answers the one that
   * is there.
   *
   * @param first says the state, in the transaction in which it is added
   * @throws Problem 409 {@code order_already_charged} when another charge holds or has taken money
   *     for the order; nothing of the transaction remains
   */
  StoredCharge add(UUID id, Supplier<Charge> first) {
    return transactions.call(() -> {
      var charge = first.get();
      var wakeAfter = charge.isSettled() ? null : CALL_OVER;
      return new NewCharge(id, charge, wakeAfter)
          .add(database)
          .map(added -> added(id, charge, added))
          .orElseGet(() -> find(id).orElseThrow());
    });
  }

  private StoredCharge added(UUID id, Charge first, NewCharge.Added added) {
    if (!added.mayBe()) {
      throw Problem.conflict(
          ALREADY_CHARGED, "Another charge holds or has taken money for this order.");
    }
    var stored = StoredCharge.first(id, first, added.at());
    tell(null, stored);
    return stored;
  }

  /** Applies what the caller wants, whatever the generation. */
  Optional<StoredCharge> apply(UUID id, ChargeEvent event) {
    return transactions.call(
        () -> rows.lock(id).map(ChargeMapping::stored).map(stored -> turn(stored, event)));
  }

  /** Applies what became of an operation; an answer to one that is over already changes nothing. */
  StoredCharge conclude(StoredCharge asked, ChargeEvent event) {
    return transactions.call(() -> {
      var stored = locked(asked);
      return stored.generation() == asked.generation() ? turn(stored, event) : stored;
    });
  }

  /**
   * As the other, on an operator's word, which is written down with what it does; false when the
   * operation was over already.
   */
  boolean conclude(
      StoredCharge asked, ChargeEvent event, Operator operator, OperatorAction action) {
    return transactions.call(() -> {
      var stored = locked(asked);
      if (stored.generation() != asked.generation()) return false;
      var _ = turn(stored, event);
      actions.add(operator, action);
      return true;
    });
  }

  /** Most have not moved since they were asked about, and are not read again. */
  private StoredCharge locked(StoredCharge asked) {
    return database
        .prepare(LOCK, statement -> unmoved(statement, asked))
        .or(() -> rows.lock(asked.id()).map(ChargeMapping::stored))
        .orElseThrow();
  }

  private static Optional<StoredCharge> unmoved(PreparedStatement statement, StoredCharge asked)
      throws SQLException {
    statement.setLong(1, asked.version());
    statement.setInt(2, asked.generation());
    statement.setInt(3, asked.looks());
    statement.setObject(4, asked.id());
    try (var row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1)
          ? Optional.of(asked.at(row.getTimestamp(2).toInstant()))
          : Optional.empty();
    }
  }

  /** Of a charge that has just been locked. */
  private StoredCharge turn(StoredCharge stored, ChargeEvent event) {
    var now = stored.asOf();
    return switch (ChargeTurns.on(stored.charge(), event)) {
      case Kept _ -> stored;
      case Moved(var next) -> save(stored, stored.moved(next, now), now);
      case Concluded(var next) -> save(stored, stored.concluded(next, now), now);
    };
  }

  private StoredCharge save(StoredCharge before, StoredCharge after, Instant now) {
    if (!ChargeColumns.update(rows, after, wakeAt(after, now), now)) {
      throw new IllegalStateException("charge %s moved under its lock".formatted(after.id()));
    }
    switch (after.charge()) {
      case Declined(_, var refusal, _) -> {
        rows.giveUpOrder(after.id());
        declines.add(after.id(), refusal.reason());
      }
      case Voided _, Expired _ -> rows.giveUpOrder(after.id());
      case AtWork _, Unknown _, ActionRequired _, Authorized _, Captured _ -> {}
    }
    tell(before, after);
    ledger.post(ChargePostings.of(before.charge(), after.id(), after.charge()));
    return after;
  }

  private void tell(@Nullable StoredCharge before, StoredCharge after) {
    var standing = after.standing();
    var order = standing.order();
    var nothingNew = before != null && before.standing().status() == standing.status();
    // a stone has no order that could be told
    if (order == null || nothingNew || standing.status() == ChargeStatus.PENDING) return;
    var type = "charge." + standing.status().name().toLowerCase(Locale.ROOT);
    outbox.add(after.id(), after.version(), order.id(), type, standing);
  }

  /**
   * Tells the owners of some orders that the windows of their authorizations close within so long:
   * once for each window, by whoever claims it. Answers those it told of.
   */
  List<ChargeStanding> tellExpiring(Duration within, int limit) {
    return transactions.call(() -> {
      var told =
          rows.tellExpiring(within.toMillis(), limit).stream().map(ChargeMapping::stored).toList();
      for (var one : told) {
        var standing = one.standing();
        var order = requireNonNull(standing.order());
        outbox.add(one.id(), one.version(), order.id(), EXPIRING, standing);
      }
      return told.stream().map(StoredCharge::standing).toList();
    });
  }

  /** Nothing came of a look: the next one follows after a longer pause. */
  void lookLater(StoredCharge stored) {
    var now = clock.now();
    var soon = now.plus(pause(stored));
    var later = stored.charge() instanceof Authorized(_, var hold, _) ? runsOut(hold, now) : soon;
    rows.lookLater(stored.id(), stored.version(), later.isAfter(soon) ? later : soon);
  }

  private static @Nullable Instant wakeAt(StoredCharge stored, Instant now) {
    return switch (stored.charge()) {
      case AtWork _ -> now.plus(CALL_OVER);
      case Unknown _, ActionRequired _ -> now.plus(pause(stored));
      case Authorized(_, var hold, _) -> runsOut(hold, now);
      case Declined _, Captured _, Voided _, Expired _ -> null;
    };
  }

  private static Instant runsOut(Hold hold, Instant now) {
    return hold.captureBefore() == null ? now.plus(NO_EXPIRY_KNOWN) : hold.captureBefore();
  }

  /** From a second, doubled by each look, up to five minutes, and never in step with others. */
  private static Duration pause(StoredCharge stored) {
    var most = stored.charge() instanceof ActionRequired ? PAYER_WAITS : PAUSE_MAX;
    return Backoff.after(stored.looks(), most);
  }
}
