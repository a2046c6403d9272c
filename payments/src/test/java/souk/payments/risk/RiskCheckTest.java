package souk.payments.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.risk.Desk.question;
import static souk.payments.risk.RiskVerdict.ALLOW;
import static souk.payments.risk.RiskVerdict.BLOCK;
import static souk.payments.risk.RiskVerdict.REVIEW;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.psp.DeclineReason;
import souk.payments.risk.RuleTerms.Against;
import souk.payments.risk.RuleTerms.Measure;
import souk.payments.risk.RuleTerms.Subject;
import souk.platform.postgres.Transactions;

/** Each rule speaks when it should, decides only when it is enforced, and is remembered. */
class RiskCheckTest {
  private static Desk desk;

  private final UUID payer = UUID.randomUUID();
  private final String card = "psp " + UUID.randomUUID();

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void retire() {
    desk.retireAll();
  }

  @Test
  void withoutRulesEverythingIsAllowedAndWrittenDown() {
    var question = question(payer, card);
    assertThat(desk.check.check(question)).isEqualTo(ALLOW);
    assertThat(
            desk.node.text(
                "SELECT card || verdict || findings FROM payments.risk_decision WHERE charge_id = '%s'"
                    .formatted(question.chargeId())))
        .isEqualTo(card + "ALLOW[]");
    assertThatThrownBy(() -> desk.node.sql("DELETE FROM payments.risk_decision"))
        .hasMessageContaining("never rewritten");
  }

  @Test
  void inShadowARuleIsHeardAndNotObeyed() {
    var form = Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 3600, 1);
    desk.shadow("shadowed", form, BLOCK, ALLOW);
    assertThat(desk.check.check(question(payer, card))).isEqualTo(ALLOW);
    var second = question(payer, card);
    assertThat(desk.check.check(second)).isEqualTo(ALLOW);
    assertThat(desk.hits(second.chargeId())).isEqualTo("shadowed SHADOW BLOCK");
    assertThat(desk.node.bean(ShadowReport.class).of("shadowed", 1).inShadow()).isEqualTo(1);
  }

  @Test
  void aChargeIsDecidedOnce() throws Exception {
    desk.enforced("once", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 3600, 1), BLOCK, ALLOW);
    var question = question(payer, card);
    Callable<RiskVerdict> ask = () -> desk.check.check(question);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> ask).toList())) {
        assertThat(answer.get()).isEqualTo(ALLOW);
      }
    }
    assertThat(desk.check.check(question(payer, card))).isEqualTo(BLOCK);
    assertThat(desk.check.check(question)).isEqualTo(ALLOW);
  }

  @Test
  void aLimitHoldsHoweverManyAskAtOnce() throws Exception {
    desk.enforced("limit", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 3600, 5), BLOCK, ALLOW);
    desk.enforced(
        "other_way", Desk.velocity(Measure.ATTEMPTS, Subject.ACCOUNT, 3600, 50), BLOCK, ALLOW);
    assertThat(allowed(desk.check::check)).isEqualTo(5);
  }

  /** The control: decided side by side, each sees a count without the others. */
  @Test
  void withoutQueueingTheLimitIsBroken() throws Exception {
    desk.enforced(
        "limit_two", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 3600, 5), BLOCK, ALLOW);
    var together = new CountDownLatch(16);
    assertThat(
            allowed(question ->
                desk.node
                    .bean(Transactions.class)
                    .call(() -> {
                      var live = desk.rules.live();
                      together.countDown();
                      wait(together);
                      return desk.check.decide(
                          question, Desk.NO_SIGNALS, Desk.standing(Instant.now()), live);
                    })))
        .isGreaterThan(5);
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private int allowed(Function<RiskQuestion, RiskVerdict> decide) throws Exception {
    var allowed = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RiskVerdict> ask = () -> decide.apply(question(payer, card));
      for (var answer : threads.invokeAll(IntStream.range(0, 16).mapToObj(_ -> ask).toList())) {
        if (answer.get() == ALLOW) allowed++;
      }
    }
    return allowed;
  }

  @Test
  void whatIsNotKnownIsDecidedAsTheRuleSays() {
    var byDevice = Desk.velocity(Measure.CARDS, Subject.DEVICE, 3600, 2);
    desk.enforced("device_wanted", byDevice, BLOCK, REVIEW);
    var question = question(payer, card);
    assertThat(desk.check.check(question)).isEqualTo(REVIEW);
    assertThat(
            desk.node.text(
                "SELECT count(*) FROM payments.risk_case WHERE charge_id = '%s' AND finding IS NULL"
                    .formatted(question.chargeId())))
        .isEqualTo("1");
  }

  @Test
  void aRuleThatCannotBeAskedLeavesTheOthersTheirAnswers() throws Exception {
    desk.enforced("hangs", Desk.mismatch(Against.ACCOUNT), BLOCK, REVIEW);
    desk.shadow("answers", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 60, 1), BLOCK, BLOCK);
    var locked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() ->
          desk.node
              .bean(Transactions.class)
              .run(() -> {
                desk.node
                    .bean(souk.platform.postgres.Statements.class)
                    .update("LOCK TABLE payments.card IN ACCESS EXCLUSIVE MODE", _ -> {});
                locked.countDown();
                wait(release);
              }));
      locked.await();
      var question = question(payer, card);
      assertThat(desk.check.check(question)).isEqualTo(REVIEW);
      // the other one counted one attempt, which it allows
      assertThat(desk.hits(question.chargeId())).isEqualTo("hangs ENFORCED REVIEW");
      release.countDown();
    }
  }

  @Test
  void countsOnlyWhatIsInItsWindowAndReachedTheIssuer() {
    desk.enforced("windowed", Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 60, 2), BLOCK, ALLOW);
    var now = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(decide(1200, now.minusSeconds(100))).isEqualTo(ALLOW);
    assertThat(decide(1200, now.minusSeconds(20))).isEqualTo(ALLOW);
    assertThat(decide(1200, now.minusSeconds(10))).isEqualTo(ALLOW);
    assertThat(decide(1200, now)).isEqualTo(BLOCK);
    // the blocked one does not count against him a minute later
    assertThat(decide(1200, now.plusSeconds(45))).isEqualTo(ALLOW);
  }

  @Test
  void manySmallAttemptsStopTheLargeOneToo() {
    var small = Desk.velocity(Measure.SMALL_ATTEMPTS, Subject.ACCOUNT, 3600, 3);
    desk.enforced("testing", small, BLOCK, ALLOW);
    var now = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(decide(50_000, now)).isEqualTo(ALLOW);
    for (var i = 1; i <= 3; i++) assertThat(decide(100, now.plusSeconds(i))).isEqualTo(ALLOW);
    assertThat(decide(100, now.plusSeconds(5))).isEqualTo(BLOCK);
    assertThat(decide(50_000, now.plusSeconds(6))).isEqualTo(ALLOW);
    desk.retireAll();
    desk.enforced(
        "testing_more",
        Desk.velocity(Measure.SMALL_ATTEMPTS, Subject.ACCOUNT, 3600, 2),
        BLOCK,
        ALLOW);
    assertThat(decide(50_000, now.plusSeconds(7))).isEqualTo(BLOCK);
  }

  @Test
  void issuersRefusalsCount() {
    desk.enforced(
        "declines", Desk.velocity(Measure.DECLINES, Subject.ACCOUNT, 3600, 1), BLOCK, ALLOW);
    var now = Instant.parse("2026-03-03T12:00:00Z");
    for (var i = 0; i < 2; i++) {
      var question = question(payer, card);
      assertThat(desk.decide(question, Desk.NO_SIGNALS, now.plusSeconds(i))).isEqualTo(ALLOW);
      desk.charge(question, "DECLINED", now);
    }
    assertThat(decide(1200, now.plusSeconds(5))).isEqualTo(BLOCK);
  }

  /** A telephone company has one address for thousands of people. */
  @Test
  void whoPaysFromABusyAddressIsJudgedAsQuickly() {
    desk.enforced("busy", Desk.velocity(Measure.DECLINES, Subject.ADDRESS, 3600, 15), BLOCK, ALLOW);
    var now = Instant.parse("2026-03-03T12:00:00Z");
    var network = "busy " + payer;
    var signals = new Signals(null, network, null);
    desk.paidFrom(network, 2_000, now.minusSeconds(60));
    assertThat(desk.rowsRead(question(payer, card), signals, now)).isLessThan(200);
  }

  /** A provider's outage, or a holder who was not there, makes nobody suspect. */
  @Test
  void whatNoIssuerRefusedDoesNotCount() {
    desk.enforced(
        "issuers_declines",
        Desk.velocity(Measure.DECLINES, Subject.ACCOUNT, 3600, 1),
        BLOCK,
        ALLOW);
    var now = Instant.parse("2026-03-03T12:00:00Z");
    for (var reason : DeclineReason.values()) {
      if (reason.isIssuers()) continue;
      var question = question(payer, card);
      assertThat(desk.decide(question, Desk.NO_SIGNALS, now)).as(reason.name()).isEqualTo(ALLOW);
      desk.charge(question, "DECLINED", now, reason);
    }
    assertThat(decide(1200, now.plusSeconds(5))).isEqualTo(ALLOW);
  }

  /** Operators' own list and a rule of theirs, whatever its name, are two findings. */
  @Test
  void aRuleCannotBeTakenForTheList() {
    assertThat(Finding.LISTED).doesNotMatch("[a-z0-9_]+");
  }

  @Test
  void comparesCountriesAndKnowsNewAccounts() {
    desk.enforced("elsewhere", Desk.mismatch(Against.ADDRESS), REVIEW, ALLOW);
    desk.enforced("much_and_new", Desk.newAccount(3600, 10_000), BLOCK, ALLOW);
    var now = Instant.now();
    var abroad = new Signals("phone", "10.0.0.1", "BR");
    var home = new Signals("phone", "10.0.0.1", "FR");
    assertThat(desk.decide(question(payer, card), abroad, now)).isEqualTo(REVIEW);
    assertThat(desk.decide(question(payer, card), home, now)).isEqualTo(ALLOW);
    assertThat(desk.decide(question(payer, card, "FR", 20_000), home, now)).isEqualTo(BLOCK);
    desk.charge(question(payer, card), "CAPTURED", now.minusSeconds(4000));
    assertThat(desk.decide(question(payer, card, "FR", 20_000), home, now)).isEqualTo(ALLOW);
  }

  @Test
  void cardsOfADeviceAreCountedOnceEach() {
    desk.enforced("cards", Desk.velocity(Measure.CARDS, Subject.DEVICE, 3600, 2), BLOCK, ALLOW);
    var signals = new Signals("phone " + payer, "10.0.0.1", null);
    var now = Instant.now();
    for (var i = 0; i < 3; i++) {
      assertThat(desk.decide(question(payer, card), signals, now)).isEqualTo(ALLOW);
    }
    assertThat(desk.decide(question(payer, card + "b"), signals, now)).isEqualTo(ALLOW);
    assertThat(desk.decide(question(payer, card + "c"), signals, now)).isEqualTo(BLOCK);
    assertThat(desk.decide(question(payer, card + "b"), signals, now)).isEqualTo(ALLOW);
  }

  private RiskVerdict decide(long minor, Instant now) {
    return desk.decide(question(payer, card, "FR", minor), Desk.NO_SIGNALS, now);
  }
}
