package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.payout.OpsPayoutController.Outcome;
import souk.payments.payout.OpsPayoutController.Resolution;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfers;
import souk.platform.action.Operator;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/** What the provider knows of a payout is not overruled; where it cannot say an operator does. */
class SettleUnknownPayoutTest {
  private Payroll payroll;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
    payroll.earns(payroll.payee(PayoutMethod.STANDARD), 800);
    payroll.window(PayoutMethod.STANDARD);
  }

  @AfterEach
  void close() {
    assertThat(payroll.psp.violations).isEmpty();
    assertThat(payroll.breaches()).isEmpty();
    payroll.close();
  }

  /** A worker whose answers, or whose requests, are lost. */
  private PspTransfers losing(boolean answersOnly) {
    return new DyingTransfers(
        answersOnly ? payroll.psp : new FakeTransfers(),
        UnaryOperator.identity(),
        () -> {},
        new DyingTransfers.After() {
          @Override
          public <T> PspOutcome<T> of(PspOutcome<T> answer) {
            return new PspOutcome.Unknown<>("no answer", false);
          }
        });
  }

  @Test
  void aTransferThatWasMadeIsNotDeniedAndGoesOn() {
    payroll.drive(losing(true));
    assertRefused(409, "payout_too_fresh", Outcome.EXECUTED);
    anHourPasses();
    assertRefused(409, "provider_contradicts", Outcome.NOT_EXECUTED);
    settle(payroll.psp, Outcome.EXECUTED);
    assertThat(payroll.statuses()).isEqualTo("SUBMITTED 1");
    assertThat(payroll.node.text("SELECT action || ': ' || reason FROM platform.action_log"))
        .isEqualTo("payout.resolved: seen at the provider");
    arrives();
  }

  @Test
  void aTransferThatWasNeverMadeIsMadeOnce() {
    payroll.drive(losing(false));
    anHourPasses();
    assertRefused(409, "provider_contradicts", Outcome.EXECUTED);
    settle(payroll.psp, Outcome.NOT_EXECUTED);
    payroll.drive();
    payroll.drive();
    arrives();
    assertThat(payroll.psp.transfers).hasSize(1);
  }

  @Test
  void whatNobodyCanFindIsNotSaidToBeDone() {
    payroll.drive(losing(false));
    anHourPasses();
    var mute = mute(Hindrance.TOO_MANY_CANDIDATES);
    assertThatThrownBy(() -> settle(mute, Outcome.EXECUTED)).hasMessageContaining("go on from");
    var away = mute(Hindrance.UNANSWERED);
    assertThatThrownBy(() -> settle(away, Outcome.NOT_EXECUTED)).hasMessageContaining("answer");
    settle(mute, Outcome.NOT_EXECUTED);
    payroll.drive();
    payroll.drive();
    arrives();
  }

  /** Whatever else keeps it from being heard, his word alone would send the money twice. */
  @Test
  void hisWordIsNotTakenForAProviderThatWasNotHeard() {
    payroll.drive(losing(true));
    anHourPasses();
    var saysNothing =
        EnumSet.of(Hindrance.TOO_MANY_CANDIDATES, Hindrance.QUESTION_REFUSED, Hindrance.UNREADABLE);
    for (var why : EnumSet.complementOf(saysNothing)) {
      assertThatThrownBy(() -> settle(mute(why), Outcome.NOT_EXECUTED))
          .as(why.name())
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }
    settle(payroll.psp, Outcome.EXECUTED);
    arrives();
  }

  @Test
  void ofWhatWasSentHisWordCountsOnlyWhereTheProviderCannotSay() {
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("ACCEPTED 1");
    anHourPasses();
    assertRefused(409, "provider_contradicts", Outcome.EXECUTED);
    payroll.psp.bank(PspPayout.Status.UNDECIDED, null);
    settle(payroll.psp, Outcome.EXECUTED);
    assertThat(payroll.statuses()).isEqualTo("SETTLED 1");
    anHourPasses();
    assertRefused(409, "payout_not_unknown", Outcome.EXECUTED);
  }

  @Test
  void whatDidNotArriveIsTakenBackAndEarnedAgain() {
    payroll.drive();
    anHourPasses();
    payroll.psp.bank(PspPayout.Status.UNDECIDED, null);
    settle(payroll.psp, Outcome.NOT_EXECUTED);
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1");
    assertThat(payroll.psp.transfers.getFirst().takenBack).isTrue();
  }

  /** A provider that answers no question. */
  private static PspTransfers mute(Hindrance why) {
    var type = PspTransfers.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, _, _) -> new Lookup.Unavailable<>(why)));
  }

  private void arrives() {
    payroll.drive();
    payroll.psp.bank(PspPayout.Status.PAID, null);
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("SETTLED 1");
  }

  private void anHourPasses() {
    payroll.node.sql("UPDATE payments.payout SET intended_at = intended_at - interval '1 hour'");
  }

  private void settle(PspTransfers psp, Outcome outcome) {
    new SettleUnknownPayout(payroll.stored, psp, payroll.node.bean(DatabaseClock.class))
        .settle(
            new Operator(UUID.randomUUID(), "Grace"),
            payroll.only().id(),
            new Resolution(outcome, "seen at the provider"));
  }

  private void assertRefused(int status, String code, Outcome outcome) {
    assertThatThrownBy(() -> settle(payroll.psp, outcome))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.status()).isEqualTo(status);
            });
  }
}
