package souk.payments.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import souk.payments.escrow.LostCent;
import souk.payments.history.Move.Act;
import souk.payments.refund.MispostedRefunds;

/**
 * Everything that money does here, mixed at random in one history: cards that decline or want their
 * holder, holds that grow, captures in parts, voids, extras and tips, orders that are done, refunds
 * that pend, are rejected or fail, disputes that are lost, won, answered or given up, windows,
 * batches and payouts that arrive, bounce or come back, days that are settled, events told twice,
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
 * <p>A history is its seed's: {@code -Dsouk.test.seed=7} makes that one again, {@code
 * -Dsouk.test.histories=200} makes so many from there on (see CONTRIBUTING.md). One that fails is
 * shown with the shortest part of it that fails too.
 */
class MoneyHistoriesTest {
  private static final long SEED = Long.getLong("souk.test.seed", 1);
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
    return LongStream.range(SEED, SEED + HISTORIES);
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
    var end = live(ORDINARY, PLAIN, world -> world.isCompletedBy(LostCent.at(world.node)));
    end.assertFoundBy(Invariant.ESCROW_OF_FINISHED_ORDERS_IS_EMPTY, Invariant.ORDERS_ARE_EXPLAINED);
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
    var end = live(ORDINARY, Map.of(MispostedRefunds.SETTING, true), AS_IT_IS);
    end.assertFoundBy(Invariant.PROVIDER_HOLDS_WHAT_THE_LEDGER_SAYS);
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
      for (var one : invariants) {
        assertThat(findings).as(toString()).anyMatch(finding -> finding.startsWith(one + ": "));
      }
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
