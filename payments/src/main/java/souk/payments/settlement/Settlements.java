package souk.payments.settlement;

import com.github.f4b6a3.uuid.UuidCreator;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import souk.payments.settlement.SettlementStatus.Event;
import souk.platform.background.Backoff;
import souk.platform.page.Cursor;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.saga.SagaRows;

/**
 * The runs' rows. A step commits what it did together with the row that says so, and only if the
 * row is still as it was when the step began: of two who do the same one has done nothing.
 */
@Singleton
final class Settlements implements SagaRows {
  private static final UUID FIRST = new UUID(0, 0);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

  /** After a long absence as many days are entered at once. */
  private static final int DAYS_AT_ONCE = 400;

  private final SettlementRows rows;
  private final SettlementConfiguration configuration;
  private final Transactions transactions;
  private final DatabaseClock clock;

  Settlements(
      SettlementRows rows,
      SettlementConfiguration configuration,
      Transactions transactions,
      DatabaseClock clock) {
    this.rows = rows;
    this.configuration = configuration;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Enters the runs of all days up to the present one, the first of which is that of the first
   * charge; answers how many are new.
   */
  int enterDays(String account) {
    var now = clock.now();
    var next = next(account);
    var entered = 0;
    while (next.isPresent() && !next.get().start().isAfter(now) && entered < DAYS_AT_ONCE) {
      enter(account, next.get());
      next = Optional.of(configuration.calendar().from(next.get().end()));
      entered++;
    }
    return entered;
  }

  private Optional<SettlementDay> next(String account) {
    var calendar = configuration.calendar();
    return rows.latest(account)
        .map(latest -> calendar.from(latest.dayEnd()))
        .or(() -> rows.begin().map(calendar::of));
  }

  private void enter(String account, SettlementDay day) {
    var first = rows.firstDay(account).orElse(day.start());
    var early = day.start().minus(configuration.overlap());
    rows.enter(
        UuidCreator.getTimeOrderedEpoch(),
        account,
        day.start(),
        day.end(),
        early.isBefore(first) ? first : early,
        dueAt(day.end()));
  }

  private Instant dueAt(Instant dayEnd) {
    return dayEnd.plus(configuration.after());
  }

  boolean isDue(SettlementRow run) {
    return !clock.now().isBefore(dueAt(run.dayEnd()));
  }

  SettlementRow run(UUID id) {
    return rows.find(id)
        .orElseThrow(() ->
            ApplicationFailure.newNonRetryableFailure("no settlement " + id, "NO_SETTLEMENT"));
  }

  SettlementStanding standing(UUID id) {
    return run(id).standing();
  }

  /** Does the work in one transaction if the run has not moved since it was read. */
  void ifUnmoved(SettlementRow asked, Consumer<SettlementRow> work) {
    transactions.run(() ->
        rows.lock(asked.id()).filter(run -> run.version() == asked.version()).ifPresent(work));
  }

  /** Goes on within the present state. */
  void reached(SettlementRow run, @Nullable String what) {
    move(run, run.state(), what, clock.now());
  }

  /** Goes on to the next state. */
  void happened(SettlementRow run, Event event) {
    move(run, run.state().after(event), null, clock.now());
  }

  /** Stays in the present state until then. */
  void waitUntil(SettlementRow run, Instant instant) {
    move(run, run.state(), run.reached(), instant);
  }

  private void move(
      SettlementRow run, SettlementStatus status, @Nullable String reached, Instant wakeAt) {
    var moved = rows.move(run.id(), run.version(), status.name(), reached, wakeAt);
    if (moved != 1) throw new IllegalStateException("run %s moved under its lock".formatted(run));
  }

  /** Begins to compare: what is posted from now on belongs to the next run. */
  void beginToCompare(SettlementRow run) {
    rows.spanToCompare(run.id());
    happened(run, Event.ALL_POSTED);
  }

  /** Nothing came of a step: the next follows after a longer pause, from there. */
  void lookLater(SettlementRow run, @Nullable String reached) {
    var later = clock.now().plus(Backoff.after(run.looks(), PAUSE_MAX));
    rows.lookLater(run.id(), run.version(), reached, later);
  }

  List<SettlementRow> page(@Nullable SettlementStatus status, Cursor from, int limit) {
    return rows.page(status == null ? null : status.name(), from.createdAt(), from.id(), limit);
  }

  Optional<SettlementRow> find(UUID id) {
    return rows.find(id);
  }

  /** How long a day that is over has not been compared, in seconds. */
  double lagSeconds() {
    return rows.lagSeconds();
  }

  @Override
  public List<UUID> claimOverdue(int limit) {
    return ids(rows.claimOverdue(limit));
  }

  @Override
  public List<UUID> claimStuck(int limit) {
    return ids(rows.claimStuck(limit));
  }

  @Override
  public List<UUID> unsettledAfter(@Nullable UUID id, int limit) {
    return ids(rows.unsettledAfter(id == null ? FIRST : id, limit));
  }

  private static List<UUID> ids(List<SettlementRow> runs) {
    return runs.stream().map(SettlementRow::id).toList();
  }
}
