package souk.payments.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.risk.RiskVerdict.ALLOW;
import static souk.payments.risk.RiskVerdict.BLOCK;
import static souk.payments.risk.RiskVerdict.REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.payments.risk.RuleTerms.Against;
import souk.payments.risk.RuleTerms.Measure;
import souk.payments.risk.RuleTerms.Subject;

/**
 * A week of made-up payments: people who pay now and then, and three kinds of thieves. What the
 * rules miss and whom they stop for nothing is printed, with the time that it takes, and stays
 * within bounds.
 */
class SyntheticHistoryTest {
  private static final Instant START = Instant.parse("2026-02-02T00:00:00Z");
  private static final int PEOPLE = 120;
  private static final int TESTERS = 3;

  private enum Payer {
    HONEST,
    TESTER,
    SPENDER,
    STRANGER
  }

  private record Attempt(
      Instant at, RiskQuestion question, Signals signals, Payer payer, boolean declined) {}

  /** What was said of one kind of payers. */
  private record Tally(int asked, int reviewed, int blocked) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally with(RiskVerdict verdict) {
      return switch (verdict) {
        case ALLOW -> new Tally(asked + 1, reviewed, blocked);
        case REVIEW -> new Tally(asked + 1, reviewed + 1, blocked);
        case BLOCK -> new Tally(asked + 1, reviewed, blocked + 1);
      };
    }

    int missedPercent() {
      return 100 * (asked - reviewed - blocked) / asked;
    }
  }

  @Test
  void mostFraudIsStoppedAndHardlyAnybodyElse() {
    try (var desk = Desk.open()) {
      enforce(desk, "tested", Desk.velocity(Measure.CARDS, Subject.DEVICE, 86_400, 3), BLOCK);
      enforce(desk, "declined", Desk.velocity(Measure.DECLINES, Subject.ADDRESS, 3600, 6), BLOCK);
      enforce(desk, "worn", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 3600, 4), BLOCK);
      enforce(desk, "abroad", Desk.mismatch(Against.ADDRESS), REVIEW);
      enforce(desk, "new_and_much", Desk.newAccount(86_400, 20_000), REVIEW);
      var tallies = play(desk, history(new Random(20260202)));
      assertThat(of(tallies, Payer.TESTER).missedPercent()).isLessThanOrEqualTo(15);
      assertThat(of(tallies, Payer.SPENDER).missedPercent()).isLessThanOrEqualTo(35);
      assertThat(of(tallies, Payer.STRANGER).missedPercent()).isZero();
      var honest = of(tallies, Payer.HONEST);
      assertThat(100 * honest.blocked()).isLessThanOrEqualTo(honest.asked());
      assertThat(100 * honest.reviewed()).isLessThanOrEqualTo(3 * honest.asked());
    }
  }

  /** The control: rules in shadow stop nobody, and say whom they would have stopped. */
  @Test
  void withoutRulesAllFraudIsMissed() {
    try (var desk = Desk.open()) {
      var tested = Desk.velocity(Measure.CARDS, Subject.DEVICE, 86_400, 3);
      desk.shadow("tested", tested, BLOCK, ALLOW);
      var tallies = play(desk, history(new Random(20260202)));
      tallies.values().forEach(tally -> assertThat(tally.missedPercent()).isEqualTo(100));
      var report = desk.node.bean(ShadowReport.class).of("tested", 1);
      assertThat(report.inShadow()).isEqualTo(of(tallies, Payer.TESTER).asked() - 3 * TESTERS);
    }
  }

  private static void enforce(Desk desk, String name, RuleForm form, RiskVerdict verdict) {
    desk.enforced(name, form, verdict, ALLOW);
  }

  private static Tally of(Map<Payer, Tally> tallies, Payer payer) {
    return tallies.getOrDefault(payer, Tally.NONE);
  }

  private static Map<Payer, Tally> play(Desk desk, List<Attempt> attempts) {
    var tallies = new EnumMap<Payer, Tally>(Payer.class);
    var began = System.nanoTime();
    for (var attempt : attempts) {
      var verdict = desk.decide(attempt.question(), attempt.signals(), attempt.at());
      tallies.merge(attempt.payer(), Tally.NONE.with(verdict), (before, _) -> before.with(verdict));
      if (verdict != BLOCK) {
        desk.charge(attempt.question(), attempt.declined() ? "DECLINED" : "CAPTURED", attempt.at());
      }
    }
    var millisEach = (System.nanoTime() - began) / 1e6 / attempts.size();
    System.out.printf("risk: %s, %.1f ms each with its charge%n", tallies, millisEach);
    return tallies;
  }

  private static List<Attempt> history(Random random) {
    var attempts = new ArrayList<Attempt>();
    for (var person = 0; person < PEOPLE; person++) honest(attempts, random);
    for (var thief = 0; thief < TESTERS; thief++) cardTester(attempts, random);
    for (var thief = 0; thief < 4; thief++) spender(attempts, random);
    for (var thief = 0; thief < 15; thief++) stranger(attempts, random);
    attempts.sort(Comparator.comparing(Attempt::at));
    return attempts;
  }

  /** Pays a few times in the week, from home; one in twenty-five is abroad, some are refused. */
  private static void honest(List<Attempt> attempts, Random random) {
    var payer = id(random);
    var abroad = random.nextInt(25) == 0;
    var signals = new Signals("d" + payer, "net" + random.nextInt(60), abroad ? "IT" : "FR");
    for (var i = 1 + random.nextInt(5); i > 0; i--) {
      attempts.add(
          new Attempt(
              at(random),
              Desk.question(payer, "card " + payer, "FR", 500 + random.nextInt(4000)),
              abroad && i > 1 ? new Signals(signals.device(), signals.network(), "FR") : signals,
              Payer.HONEST,
              random.nextInt(30) == 0));
    }
  }

  /** Tries stolen numbers with small amounts, one after the other; most are dead. */
  private static void cardTester(List<Attempt> attempts, Random random) {
    var from = at(random);
    var signals = new Signals("tester" + random.nextLong(), "tor" + random.nextInt(), null);
    for (var i = 0; i < 25; i++) {
      attempts.add(
          new Attempt(
              from.plusSeconds(20L * i),
              Desk.question(id(random), "stolen " + random.nextLong(), "US", 100),
              signals,
              Payer.TESTER,
              random.nextInt(10) > 0));
    }
  }

  /** Has one good stolen card and uses it up within the hour, on a new device each time. */
  private static void spender(List<Attempt> attempts, Random random) {
    var from = at(random);
    var card = "spent " + random.nextLong();
    for (var i = 0; i < 12; i++) {
      attempts.add(
          new Attempt(
              from.plusSeconds(120L * i),
              Desk.question(id(random), card, "FR", 3000),
              new Signals("fresh" + random.nextLong(), "net" + random.nextInt(60), "FR"),
              Payer.SPENDER,
              false));
    }
  }

  /** Opens an account and buys something dear at once, half of them with a card from elsewhere. */
  private static void stranger(List<Attempt> attempts, Random random) {
    var country = random.nextBoolean() ? "US" : "FR";
    attempts.add(
        new Attempt(
            at(random),
            Desk.question(id(random), "dear " + random.nextLong(), country, 25_000),
            new Signals("new" + random.nextLong(), "net" + random.nextInt(60), "FR"),
            Payer.STRANGER,
            false));
  }

  private static Instant at(Random random) {
    return START.plusSeconds(random.nextLong(Duration.ofDays(7).toSeconds()));
  }

  private static UUID id(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
