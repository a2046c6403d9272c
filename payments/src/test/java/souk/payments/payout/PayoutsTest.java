package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.AccountKind;
import souk.payments.payee.Earner;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfers.Bank;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/** What is earned reaches its payee, or goes back to what he has earned; never both. */
class PayoutsTest {
  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Ada");

  private Payroll payroll;
  private UUID driver;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
    driver = payroll.payee(PayoutMethod.STANDARD);
  }

  @AfterEach
  void close() {
    assertThat(payroll.psp.violations).isEmpty();
    assertThat(payroll.breaches()).isEmpty();
    payroll.close();
  }

  @Test
  void whatIsEarnedAndTippedReachesTheBankInOnePayout() {
    payroll.earns(driver, 800);
    payroll.earns(driver, 450);
    payroll.isTipped(driver, 200);

    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isZero();
    assertThat(payroll.stands(driver, AccountKind.TIPS)).isZero();
    assertThat(payroll.stands(driver, AccountKind.PAYOUT_IN_TRANSIT)).isEqualTo(1450);
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("ACCEPTED 1");
    arrives();

    assertThat(payroll.statuses()).isEqualTo("SETTLED 1");
    assertThat(payroll.stands(driver, AccountKind.PAYOUT_IN_TRANSIT)).isZero();
    assertThat(payroll.psp.transfers).hasSize(1);
    assertThat(payroll.psp.payouts)
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.amount.minor()).isEqualTo(1450);
          assertThat(sent.account).isEqualTo("acct_" + driver);
        });
    assertThat(log())
        .isEqualTo(
            "taken_up PENDING, sealed BATCHED, transfer_intended BATCHED, transfer_seen SUBMITTED,"
                + " payout_seen ACCEPTED, payout_seen SETTLED");
    assertThat(told())
        .as("the payee hears of each")
        .isEqualTo("payout.batched payout.submitted payout.accepted payout.settled");
  }

  @Test
  void eachStateSaysWhatHappensNext() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    assertThat(view().toDo()).contains("moved to your account at the payment provider next");
    assertThat(view().expectedAt()).isNull();
    payroll.drive();
    assertThat(view().toDo()).contains("on its way", "expected_at");
    assertThat(view().expectedAt()).isEqualTo(FakeTransfers.EXPECTED);
    arrives();
    assertThat(view().toDo()).contains("at your bank");
    assertThat(view().expectedAt()).as("it has arrived").isNull();
    assertThat(PayoutStatus.values()).allMatch(status -> !status.advice().isBlank());
  }

  private PayoutView view() {
    var row = payroll.node.bean(PayoutRows.class).find(payroll.only().id()).orElseThrow();
    return PayoutView.of(row);
  }

  private String told() {
    return payroll.node.text(
        """
        SELECT string_agg(type, ' ' ORDER BY aggregate_version) FROM payments.outbox
        WHERE payload::jsonb ->> 'payee_id' = '%s'\
        """
            .formatted(driver));
  }

  @Test
  void whatIsEarnedLaterGoesOutInTheNextWindow() {
    payroll.earns(driver, 800);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    payroll.earns(driver, 300);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.statuses()).isEqualTo("BATCHED 2");
    assertThat(payroll.window(PayoutMethod.STANDARD)).isZero();
  }

  @Test
  void whoIsNoPayeeEarnsAndHisMoneyWaits() {
    var stranger = UUID.randomUUID();
    payroll.earns(stranger, 800);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isZero();
    assertThat(payroll.stands(stranger, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
  }

  @Test
  void whatHeOwesIsKeptBackOfWhatHeEarnsAndNeverOfTips() {
    payroll.earns(driver, 800);
    payroll.isTipped(driver, 200);
    payroll.owes(driver, 1000);
    payroll.window(PayoutMethod.STANDARD);

    assertThat(payroll.only().terms().amount().minor()).isEqualTo(200);
    assertThat(payroll.stands(driver, AccountKind.PAYEE_RECEIVABLE)).isEqualTo(200);
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isZero();
  }

  @Test
  void aBankThatRefusesSendsTheMoneyBackToWhatHeHasEarned() {
    payroll.earns(driver, 800);
    payroll.isTipped(driver, 200);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    payroll.psp.bank(PspPayout.Status.FAILED, "COULD_NOT_PROCESS");
    payroll.drive();

    assertThat(payroll.statuses()).isEqualTo("FAILED 1");
    assertThat(payroll.psp.transfers).allMatch(transfer -> transfer.takenBack);
    assertThat(payroll.stands(driver, AccountKind.PAYOUT_IN_TRANSIT)).isZero();
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
    assertThat(payroll.stands(driver, AccountKind.TIPS)).isEqualTo(200);

    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    payroll.drive();
    arrives();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1, SETTLED 1");
  }

  @Test
  void whatHadArrivedAndIsSentBackIsEarnedOnceMoreAndThePayeeIsAskedToAct() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    arrives();
    payroll.psp.bank(PspPayout.Status.FAILED, "ACCOUNT_CLOSED");
    payroll.drive();
    payroll.drive();

    assertThat(payroll.statuses()).isEqualTo("RETURNED 1");
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
    var payees = payroll.node.bean(Payees.class);
    assertThat(payees.find(driver).orElseThrow().status()).isEqualTo(Payee.Status.PAUSED);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isZero();

    payees.register(
        new Earner(Payee.Kind.DRIVER, driver),
        PayoutMethod.STANDARD,
        new Bank("MC", "btok_1"),
        null);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    payroll.drive();
    arrives();
    assertThat(payroll.statuses()).isEqualTo("RETURNED 1, SETTLED 1");
  }

  /** Even after nobody looks any more: the provider tells of it. */
  @Test
  void aLateReturnWakesWhatWasOver() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    arrives();
    payroll.node.sql("UPDATE payments.payout SET moved_at = moved_at - interval '9 days'");
    payroll.drive();
    assertThat(payroll.only().payout().isFinished()).isTrue();

    payroll.psp.bank(PspPayout.Status.FAILED, "COULD_NOT_PROCESS");
    payroll.node.bean(PayoutRows.class).wake(null, "po_0");
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1");
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
  }

  @Test
  void whoseBankCannotReceiveAtOnceIsPaidTheOrdinaryWay() {
    var hasty = payroll.payee(PayoutMethod.INSTANT);
    payroll.earns(hasty, 800);
    payroll.window(PayoutMethod.INSTANT);
    payroll.psp.refuse("payout", "INSTANT_NOT_POSSIBLE");
    payroll.drive();
    payroll.drive();

    assertThat(payroll.psp.payouts)
        .singleElement()
        .satisfies(sent -> assertThat(sent.method).isEqualTo(PayoutMethod.STANDARD));
    assertThat(payroll.statuses()).isEqualTo("ACCEPTED 1");
  }

  @Test
  void aBalanceThatIsTooLowIsWaitedFor() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    payroll.psp.refuse("transfer", "BALANCE_TOO_LOW");
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("BATCHED 1");
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("ACCEPTED 1");
  }

  @Test
  void aRefusedTransferLeavesNothingToTakeBack() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    payroll.psp.refuse("transfer", "NOT_READY");
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1");
    assertThat(payroll.psp.transfers).isEmpty();
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
    var payee = payroll.node.bean(Payees.class).find(driver).orElseThrow();
    assertThat(payee.status())
        .as("until the provider says more")
        .isEqualTo(Payee.Status.RESTRICTED);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isZero();
  }

  @Test
  void operationsStopWhatWasNotAskedForAndNothingElse() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    var operate = payroll.node.bean(OperatePayout.class);
    var first = payroll.only().id();
    operate.cancel(OPERATOR, first, "wrong fare");
    operate.cancel(OPERATOR, first, "wrong fare");
    assertThat(payroll.statuses()).isEqualTo("REVERSED 1");
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(800);
    assertThat(payroll.node.text("SELECT count(*) FROM platform.action_log")).isEqualTo("1");

    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    var second =
        UUID.fromString(
            payroll.node.text("SELECT id FROM payments.payout WHERE status = 'ACCEPTED'"));
    assertThatThrownBy(() -> operate.cancel(OPERATOR, second, "too late"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("payout_under_way"));
    arrives();
    assertThatThrownBy(() -> operate.retry(OPERATOR, second, "again"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("payout_settled"));
  }

  @Test
  void nobodyRewritesTheLog() {
    payroll.earns(driver, 800);
    payroll.window(PayoutMethod.STANDARD);
    for (var sql :
        Map.of(
                "update", "UPDATE payments.payout_log SET status = 'SETTLED'",
                "delete", "DELETE FROM payments.payout_log",
                "truncate", "TRUNCATE payments.payout_log")
            .values()) {
      assertThatThrownBy(() -> payroll.node.sql(sql)).hasMessageContaining("written once");
    }
  }

  private void arrives() {
    payroll.psp.payouts.stream()
        .filter(sent -> sent.status == PspPayout.Status.ON_ITS_WAY)
        .forEach(sent -> sent.status = PspPayout.Status.PAID);
    payroll.drive();
  }

  private String log() {
    return payroll.node.text(
        """
        SELECT string_agg(what || ' ' || status, ', ' ORDER BY version) FROM payments.payout_log\
        """);
  }
}
