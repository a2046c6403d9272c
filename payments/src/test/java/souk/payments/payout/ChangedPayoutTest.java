package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.AccountKind;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.platform.money.Money;

/** Who earns in one currency and is paid in another gets what the published rate says, once. */
class ChangedPayoutTest {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private Payroll payroll;
  private UUID driver;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
    driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.isPaidIn(driver, "CHF");
  }

  @AfterEach
  void close() {
    assertThat(payroll.psp.violations).isEmpty();
    payroll.close();
  }

  @Test
  void whatIsEarnedIsChangedWhenItIsTakenUpAndTipsBearNoSpread() {
    payroll.publish("EUR", "CHF", "0.9365", FRESH);
    payroll.earns(driver, 1_000);
    payroll.isTipped(driver, 200);
    payroll.window(PayoutMethod.STANDARD);

    // 936.5 cents: half to even 936, 1 % of it 9, and he gets 927.135 less the fraction
    assertThat(accounts())
        .containsExactlyInAnyOrder(
            "psp:clearing_pending:EUR 1200",
            "fx:liquidity:EUR -1200",
            "fx:liquidity:CHF 1123",
            "platform:fx_spread:CHF -9",
            "payee:payout_in_transit:CHF -1114");
    payroll.drive();
    arrives();
    assertThat(payroll.psp.payouts)
        .singleElement()
        .satisfies(sent -> assertThat(sent.amount).isEqualTo(Money.of(1_114, "CHF")));
    assertThat(payroll.statuses()).isEqualTo("SETTLED 1");
    assertThat(told())
        .isEqualTo("EUR 1200 at 0.9365 EUR of test, kept 9, PAYEE_PAYABLE 1000 927 TIPS 200 187");
    assertThat(payroll.breaches()).isEmpty();
  }

  @Test
  void aRateToldTheOtherWayRoundServesAsWell() {
    payroll.publish("CHF", "EUR", "1.25", FRESH);
    payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    assertThat(payroll.only().terms().amount()).isEqualTo(Money.of(792, "CHF"));
    assertThat(payroll.breaches()).isEmpty();
  }

  @Test
  void withoutAFreshRateItWaitsAndNobodyElseDoes() {
    payroll.publish("EUR", "CHF", "0.9", Duration.ofHours(25));
    var other = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, 1_000);
    payroll.earns(other, 500);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.only().terms().payee()).isEqualTo(other);

    payroll.publish("EUR", "CHF", "0.9", FRESH);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.statuses()).isEqualTo("BATCHED 2");
    assertThat(payroll.breaches()).isEmpty();
  }

  @Test
  void whatIsEarnedInSeveralCurrenciesGoesOutInOneWindow() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    payroll.publish("CHF", "JPY", "180", FRESH);
    payroll.earns(driver, Money.of(1_000, "EUR"));
    payroll.earns(driver, Money.of(1_000, "CHF"));
    payroll.earns(driver, Money.of(18_000, "JPY"));
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(3);
    payroll.drive();
    arrives();
    assertThat(payroll.psp.payouts)
        .extracting(sent -> sent.amount)
        .containsExactlyInAnyOrder(
            Money.of(891, "CHF"), Money.of(1_000, "CHF"), Money.of(9_900, "CHF"));
    assertThat(payroll.breaches()).isEmpty();
  }

  /** He has it in the currency he is paid in, so it is not changed, nor paid for, twice. */
  @Test
  void whatDoesNotArriveIsEarnedInTheCurrencyItWasChangedInto() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    payroll.psp.bank(PspPayout.Status.FAILED, "COULD_NOT_PROCESS");
    payroll.drive();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1");
    assertThat(accounts()).contains("payee:payable:CHF -891");

    payroll.publish("EUR", "CHF", "0.1", Duration.ZERO);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    payroll.drive();
    arrives();
    assertThat(payroll.statuses()).isEqualTo("FAILED 1, SETTLED 1");
    assertThat(payroll.psp.payouts.getLast().amount).isEqualTo(Money.of(891, "CHF"));
    assertThat(payroll.breaches()).isEmpty();
  }

  @Test
  void whatHeOwesIsKeptBackBeforeAnythingIsChanged() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    payroll.earns(driver, 1_000);
    payroll.owes(driver, 400);
    payroll.window(PayoutMethod.STANDARD);
    assertThat(payroll.only().terms().amount()).isEqualTo(Money.of(534, "CHF"));
    assertThat(payroll.breaches()).isEmpty();
  }

  @Test
  void whatWouldBecomeNothingStaysWhereItIs() {
    payroll.publish("EUR", "CHF", "0.001", FRESH);
    payroll.earns(driver, 900);
    payroll.window(PayoutMethod.STANDARD);
    assertThat(payroll.statuses()).isEmpty();
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(900);
  }

  @Test
  void aRateIsWrittenOnce() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    for (var sql :
        List.of(
            "UPDATE payments.fx_rate SET rate = 1",
            "DELETE FROM payments.fx_rate",
            "TRUNCATE payments.fx_rate CASCADE")) {
      assertThatThrownBy(() -> payroll.node.sql(sql)).as(sql).hasMessageContaining("written once");
    }
  }

  /** The controls: whoever changes what was written afterwards is found. */
  /** As a payout that a restore forgot leaves him: once more would be twice. */
  @Test
  void whoOwesInTheCurrencyHeIsPaidInWaitsForAPerson() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    payroll.owes(driver, Money.of(400, "CHF"));
    payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    assertThat(payroll.psp.payouts).isEmpty();
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(1_000);
  }

  @Test
  void whatDoesNotExplainItselfIsFound() {
    payroll.publish("EUR", "CHF", "0.9", FRESH);
    payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    var change = "UPDATE payments.payout_exchange SET ";
    assertFound("payments.changes_are_at_their_rate", change + "sold_minor = sold_minor %s 2");
    assertFound(
        "payments.changes_are_at_their_rate",
        change + "worth_minor = worth_minor %1$s 1, spread_minor = spread_minor %1$s 1");
    assertFound(
        "payments.changed_payout_is_its_parts",
        "UPDATE payments.payout SET spread_minor = spread_minor %s 1");
    assertFound(
        "payments.liquidity_is_what_was_changed",
        change + "bought_minor = bought_minor %1$s 1, worth_minor = worth_minor %1$s 1");
    assertFound(
        "payments.liquidity_is_what_was_changed",
        "UPDATE payments.ledger_account SET balance_minor = balance_minor %s 1"
            + " WHERE kind = 'platform:fx_spread'");
    assertThat(payroll.breaches()).isEmpty();
  }

  private void assertFound(String rule, String sql) {
    payroll.node.sql(sql.formatted("+"));
    assertThat(payroll.breaches()).as(sql).anyMatch(breach -> breach.startsWith(rule));
    payroll.node.sql(sql.formatted("-"));
  }

  private List<String> accounts() {
    return List.of(
        payroll
            .node
            .text(
                """
                SELECT string_agg(account || ' ' || minor, E'\\n') FROM (
                  SELECT kind || ':' || currency AS account, sum(balance_minor) AS minor
                  FROM payments.ledger_account GROUP BY 1 HAVING sum(balance_minor) <> 0) open\
                """)
            .split("\n"));
  }

  private String told() {
    return payroll.node.text(
        """
        SELECT earned_currency || ' ' || changed_minor || ' at ' || rate || ' ' || rate_base || ' of '
          || rate_source || ', kept ' || spread_minor || ', ' || (
            SELECT string_agg(account || ' ' || sold_minor || ' ' || bought_minor, ' ' ORDER BY account)
            FROM payments.payout_exchange)
        FROM payments.payout\
        """);
  }

  private void arrives() {
    payroll.psp.payouts.stream()
        .filter(sent -> sent.status == PspPayout.Status.ON_ITS_WAY)
        .forEach(sent -> sent.status = PspPayout.Status.PAID);
    payroll.drive();
  }
}
