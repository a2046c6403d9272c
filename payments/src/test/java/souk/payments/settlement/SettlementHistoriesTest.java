package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.refund.RefundDesk.Paid;
import souk.platform.money.Money;

/**
 * Random days at a provider that loses, changes and invents movements, settled by workers that die
 * when they have their answer, by two at once, and in part. In the end the cases are exactly the
 * lies; once the provider tells the truth there are none, and both hold the same.
 */
class SettlementHistoriesTest {
  private static final int MOVES = 14;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theCasesAreExactlyTheLies(long seed) throws Exception {
    try (var desk = SettlementDesk.open()) {
      var history = new History(desk, new Random(seed));
      for (var move = 0; move < MOVES; move++) history.move();
      history.settleByTwo();
      assertThat(history.openCases()).isEqualTo(history.lies);
      assertThat(desk.till.breaches()).isEmpty();

      history.tellTheTruth();
      desk.settleWhole();
      assertThat(desk.cases()).isEmpty();
      assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
      assertThat(desk.till.breaches()).isEmpty();
      assertThat(desk.till.twin.violations()).isEmpty();
    }
  }

  /** The control: a ledger that was told a cent more than it should be does not go unnoticed. */
  @ParameterizedTest
  @ValueSource(longs = 7)
  void aCentTooMuchIsFound(long seed) {
    try (var desk = SettlementDesk.open()) {
      var history = new History(desk, new Random(seed));
      history.pay();
      desk.settleWhole();
      desk.node.sql(
          "UPDATE payments.balance_transaction SET compared_minor = compared_minor - 1,"
              + " fee_posted_minor = fee_posted_minor + 1");
      assertThat(desk.till.breaches())
          .anyMatch(breach -> breach.startsWith("payments.every_movement_is_compared"))
          .anyMatch(breach -> breach.startsWith("payments.posted_fees_are_fetched_fees"));
    }
  }

  /** What happens, and what of it the provider does not tell as it was. */
  private static final class History {
    private final SettlementDesk desk;
    private final Random random;
    private final List<Paid> paid = new ArrayList<>();
    private final TreeSet<String> lies = new TreeSet<>();
    private int invented;

    History(SettlementDesk desk, Random random) {
      this.desk = desk;
      this.random = random;
    }

    void move() {
      switch (random.nextInt(7)) {
        case 0, 1 -> pay();
        case 2 -> refund();
        case 3 -> lose();
        case 4 -> change();
        case 5 -> invent();
        default -> settleInPart();
      }
    }

    void pay() {
      paid.add(desk.till.paid());
    }

    void refund() {
      if (paid.isEmpty()) return;
      desk.till.refunded(paid.get(random.nextInt(paid.size())), 1 + random.nextInt(100));
    }

    void lose() {
      var honest = honest();
      if (honest.isEmpty()) return;
      var lost = honest.get(random.nextInt(honest.size()));
      desk.psp.lost.add(lost.id());
      // what was fetched already stays: a statement that forgets what it told is not believed
      if (!isFetched(lost)) lies.add(lost.reference() + " MISSING_THERE");
      else desk.psp.lost.remove(lost.id());
    }

    void change() {
      var honest = honest();
      if (honest.isEmpty()) return;
      var changed = honest.get(random.nextInt(honest.size()));
      var minor = changed.amount().minor() + 1;
      desk.psp.changed.put(
          changed.id(),
          one ->
              new PspMovement(
                  one.id(),
                  one.kind(),
                  one.type(),
                  one.reference(),
                  Money.of(minor, "EUR"),
                  one.fee(),
                  one.createdAt(),
                  one.availableAt()));
      lies.add(changed.reference() + " DIFFERENT_AMOUNT");
    }

    void invent() {
      var kind = random.nextBoolean() ? Kind.PAYMENT : Kind.UNKNOWN;
      var reference = "ghost_" + invented++;
      var at = desk.now().truncatedTo(ChronoUnit.SECONDS);
      var none = Money.of(0, "EUR");
      // before the first payment there is no day that it could be in
      if (paid.isEmpty()) return;
      desk.psp.invented.add(
          new PspMovement(
              "txn_" + reference, kind, "odd", reference, Money.of(77, "EUR"), none, at, at));
      lies.add(reference + " MISSING_HERE");
    }

    /** Those of which nothing wrong is told yet. */
    private List<PspMovement> honest() {
      return Stream.of(Kind.PAYMENT, Kind.REFUND)
          .flatMap(kind -> desk.movements(kind).stream())
          .filter(one -> lies.stream().noneMatch(lie -> lie.startsWith(one.reference() + " ")))
          .toList();
    }

    private boolean isFetched(PspMovement movement) {
      return !desk.node
          .text(
              "SELECT count(*) FROM payments.balance_transaction WHERE id = '%s'"
                  .formatted(movement.id()))
          .equals("0");
    }

    /** Whoever settles may die at any answer; the next one goes on from the rows. */
    void settleInPart() {
      if (paid.isEmpty()) return;
      desk.endDay();
      desk.psp.deaths.set(random.nextInt(3));
      var worker = desk.steps;
      while (!isDriven(worker)) worker = desk.worker(desk.psp);
      // a death that nobody died is not left to those who settle side by side
      desk.psp.deaths.set(0);
    }

    private boolean isDriven(SettlementSteps worker) {
      try {
        desk.drive(worker);
        return true;
      } catch (OtherBalance.Died died) {
        return false;
      }
    }

    void settleByTwo() throws Exception {
      var now = desk.now();
      var other = desk.worker(desk.psp);
      desk.settleBeside(other, now);
      desk.settle();
    }

    /** Ghosts cannot be taken back by the provider: what it told once is stored. */
    void tellTheTruth() {
      desk.psp.lost.clear();
      desk.psp.changed.clear();
      desk.psp.invented.replaceAll(one -> SettlementTest.with(one, 0, 0));
    }

    TreeSet<String> openCases() {
      var text =
          desk.node.text(
              """
              SELECT coalesce(string_agg(reference || ' ' || verdict, ','), '')
              FROM payments.recon_case WHERE ended_at IS NULL\
              """);
      var open = new TreeSet<String>();
      for (var one : text.split(",")) if (!one.isBlank()) open.add(one);
      return open;
    }
  }
}
