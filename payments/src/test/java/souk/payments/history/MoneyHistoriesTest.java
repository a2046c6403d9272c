package souk.payments.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import souk.payments.escrow.LostCent;
import souk.payments.history.Move.Act;
import souk.payments.refund.MispostedRefunds;

/**
 * Everything that money does here, mixed at random in one history: cards that decline or want their
 * holder, holds that grow or run out, captures in parts, voids, extras and tips, orders that are
 * done, debts that are paid late or given up, refunds that pend, are rejected or fail, disputes
 * that are lost, won, answered or given up, windows, batches and payouts, in what was earned or in
 * another currency, that arrive, bounce or come back, days that are settled, events told twice,
 * late, in any order or never, answers lost, effects late — and a process that dies between any two
 * steps: before or after any commit, before or after any call to the provider.
 *
 * <p>When all has come to its end, these hold, by name (see {@link Invariant}): {@link
 * Invariant#TRIAL_BALANCE_IS_ZERO} (after every move), {@link
 * Invariant#LEDGER_READS_THE_SAME_AGAIN}, {@link Invariant#AUDIT_IS_CLEAN}, {@link
 * Invariant#NOTHING_IS_LEFT_OPEN}, {@link Invariant#ESCROW_OF_FINISHED_ORDERS_IS_EMPTY}, {@link
 * Invariant#CLEARING_IS_ZERO}, {@link Invariant#ORDERS_ARE_EXPLAINED}, {@link
 * Invariant#PAYOUTS_ARE_OF_ORDERS}, {@link Invariant#PAYMENTS_ARE_OUR_CHARGES}, {@link
 * Invariant#REFUNDS_ARE_OUR_REFUNDS}, {@link Invariant#DISPUTES_ARE_THE_ISSUERS}, {@link
 * Invariant#TRANSFERS_ARE_OUR_PAYOUTS}, {@link Invariant#PROVIDER_HOLDS_WHAT_THE_LEDGER_SAYS},
 * {@link Invariant#RECONCILIATION_MATCHES} and {@link Invariant#CALLS_ARE_CORRECT}. Who was refused
 * has changed nothing, at any move.
 *
 * <p>A history is its seed's. Two are the same at each run, and the others new: what fails says its
 * seed, and {@code -Dsouk.test.seed=7} makes that one again, {@code -Dsouk.test.histories=200}
 * makes so many (see CONTRIBUTING.md). One that fails is shown with the shortest part of it that
 * fails too. A posting that is broken on purpose is found by such histories themselves.
 */
class MoneyHistoriesTest {
  /** Those of every run, and of the controls, which must not rest on luck. */
  private static final List<Long> FIXED = List.of(1L, 2L);

  private static final int CONTROLS_MAX = 6;
  private static final @Nullable Long SEED = Long.getLong("souk.test.seed");
  private static final int HISTORIES = Integer.getInteger("souk.test.histories", 3);

  private static final Map<String, Object> PLAIN = Map.of();
  private static final Consumer<World> AS_IT_IS = _ -> {};

  /** An order that is paid, done, refunded in part and paid out. */
  private static final List<Move> ORDINARY =
      Stream.of(
              Act.ORDER,
              Act.AUTHORIZE,
              Act.CAPTURE,
              Act.COMPLETE,
              Act.REFUND,
              Act.LOOK_AT_REFUND,
              Act.LOOK_AT_REFUND,
              Act.PAYDAY,
              Act.LOOK_AT_PAYOUT,
              Act.LOOK_AT_PAYOUT,
              Act.LOOK_AT_PAYOUT)
          .map(Move::of)
          .toList();

  static LongStream seeds() {
    if (SEED != null) return LongStream.range(SEED, SEED + HISTORIES);
    var first = ThreadLocalRandom.current().nextLong(1_000, 1_000_000_000);
    var fixed = FIXED.stream().limit(HISTORIES).mapToLong(seed -> seed);
    var others = Math.max(0, HISTORIES - FIXED.size());
    return LongStream.concat(fixed, LongStream.range(first, first + others));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensNoCentIsLostDoubledOrUnexplained(long seed) {
    var moves = Move.history(seed);
    var end = live(moves, PLAIN, AS_IT_IS);
    if (end.isClean()) return;
    var shortest = Shortest.of(moves, part -> !live(part, PLAIN, AS_IT_IS).isClean());
    var again = live(shortest, PLAIN, AS_IT_IS);
    throw new AssertionError("seed %s: %s%n%nand in short: %s".formatted(seed, end, again));
  }

  @Test
  void anOrdinaryHistoryIsClean() {
    assertThat(live(ORDINARY, PLAIN, AS_IT_IS).findings()).isEmpty();
  }

  /** A control: a cent of each commission is dropped where an order's money is divided. */
  @Test
  void aCentThatIsDroppedIsFound() {
    assertFoundByHistories(
        PLAIN,
        world -> world.isCompletedBy(LostCent.at(world.node)),
        Invariant.ESCROW_OF_FINISHED_ORDERS_IS_EMPTY,
        Invariant.ORDERS_ARE_EXPLAINED);
  }

  /** A control: of a journal that divides an order, the payee's leg is gone. */
  @Test
  void aLegOfAnOrderThatIsGoneIsFound() {
    var end = live(ORDINARY, PLAIN, AS_IT_IS, world -> drop(world, "COMPLETED"));
    end.assertFoundBy(Invariant.ORDERS_ARE_EXPLAINED, Invariant.PAYOUTS_ARE_OF_ORDERS);
  }

  /** A control: what left in a payout is said to be on the payee's account still. */
  @Test
  void aLegOfAPayoutThatIsGoneIsFound() {
    var end = live(ORDINARY, PLAIN, AS_IT_IS, world -> drop(world, "PAYOUT_SENT"));
    end.assertFoundBy(Invariant.PAYOUTS_ARE_OF_ORDERS);
  }

  private static void drop(World world, String template) {
    world.node.sql(
        """
        ALTER TABLE payments.ledger_entry DISABLE TRIGGER USER;
        DELETE FROM payments.ledger_entry entry
        USING payments.ledger_journal journal, payments.ledger_account account
        WHERE journal.id = entry.journal_id AND account.id = entry.account_id
          AND journal.template = '%s' AND account.kind = 'payee:payable'\
        """
            .formatted(template));
  }

  /** A control: a refund is posted with an account that it does not leave. */
  @Test
  void aRefundOfAnotherAccountIsFound() {
    assertFoundByHistories(
        Map.of(MispostedRefunds.SETTING, true),
        AS_IT_IS,
        Invariant.PROVIDER_HOLDS_WHAT_THE_LEDGER_SAYS);
  }

  /** A control: nobody asks twice under one key. */
  @Test
  void forgottenKeysAreFound() {
    assertFoundByHistories(
        PLAIN, world -> world.node.bean(Keys.class).forget(), Invariant.CALLS_ARE_CORRECT);
  }

  /** By random histories like those above, each of which is clean while nothing is broken. */
  private static void assertFoundByHistories(
      Map<String, Object> settings, Consumer<World> broken, Invariant... invariants) {
    var ends = new StringBuilder();
    for (var seed = 1L; seed <= CONTROLS_MAX; seed++) {
      var end = live(Move.history(seed), settings, broken);
      if (Stream.of(invariants).allMatch(end::isFoundBy)) return;
      ends.append("%nseed %s: %s%n".formatted(seed, end));
    }
    throw new AssertionError("not found by any of " + CONTROLS_MAX + " histories:" + ends);
  }

  /** A control: who takes over from a dead process asks again, and not under the same key. */
  @ParameterizedTest
  @CsvSource({
    "after authorize, PAYMENTS_ARE_OUR_CHARGES",
    "after refund, REFUNDS_ARE_OUR_REFUNDS",
    "after transfer, TRANSFERS_ARE_OUR_PAYOUTS"
  })
  void whoForgetsTheKeyIsFound(String death, Invariant found) {
    var forgotten =
        live(
            ORDINARY,
            PLAIN,
            world -> {
              world.deaths.dieAt(death);
              world.node.bean(Keys.class).forget();
            });
    forgotten.assertFoundBy(found, Invariant.CALLS_ARE_CORRECT);
  }

  /** What a history came to: what is wrong, if anything is, and all that happened. */
  private record End(List<String> findings, History history) {
    boolean isClean() {
      return findings.isEmpty();
    }

    void assertFoundBy(Invariant... invariants) {
      for (var one : invariants) assertThat(isFoundBy(one)).as(one + ": " + this).isTrue();
    }

    boolean isFoundBy(Invariant invariant) {
      return findings.stream().anyMatch(finding -> finding.startsWith(invariant + ": "));
    }

    @Override
    public String toString() {
      return "%s%n%s".formatted(String.join("\n", findings), history);
    }
  }

  private static String told(Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static End live(List<Move> moves, Map<String, Object> settings, Consumer<World> change) {
    return live(moves, settings, change, AS_IT_IS);
  }

  private static End live(
      List<Move> moves,
      Map<String, Object> settings,
      Consumer<World> change,
      Consumer<World> atTheEnd) {
    try (var world = World.open(settings)) {
      var history = new History(world);
      change.accept(world);
      try {
        history.make(moves);
        history.rest();
        atTheEnd.accept(world);
        return new End(Invariant.all(world, history), history);
      } catch (RuntimeException | AssertionError failure) {
        return new End(List.of(told(failure)), history);
      }
    }
  }
}
