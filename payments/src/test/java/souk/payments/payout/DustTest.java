package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.AccountKind;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.platform.audit.AuditRule;
import souk.platform.money.Money;

/** What is too little to be sent stays his, and in nobody's way. */
class DustTest {
  private static final List<String> WHOLE_ONLY = List.of("HUF", "TWD", "KWD", "EUR");

  private Payroll payroll;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
  }

  @AfterEach
  void close() {
    assertThat(payroll.psp.violations).isEmpty();
    assertThat(payroll.breaches()).isEmpty();
    payroll.close();
  }

  @Test
  void aPayoutIsWholeAndWhatIsLeftIsStillHis() {
    var driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, Money.of(104_545, "HUF"));
    payroll.window(PayoutMethod.STANDARD);
    assertThat(payroll.only().terms().amount()).isEqualTo(Money.of(104_500, "HUF"));
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(45);
    arrives();
    assertThat(payroll.stands(driver, AccountKind.PAYOUT_IN_TRANSIT)).isZero();
    payroll.earns(driver, Money.of(55, "HUF"));
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    arrives();
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isZero();
  }

  /**
   * Whatever is earned in whatever windows, clearing accounts end at zero and dust is a payee's.
   */
  @Test
  void clearingAccountsNeverKeepDust() {
    var random = new Random(7);
    var payees = Stream.generate(() -> payroll.payee(PayoutMethod.STANDARD)).limit(6).toList();
    for (var day = 0; day < 6; day++) {
      for (var payee : payees) earnsSomething(random, payee);
      payroll.window(PayoutMethod.STANDARD);
      arrives();
    }
    assertThat(open("payee:payout_in_transit")).isEmpty();
    assertThat(payroll.psp.payouts).isNotEmpty().allSatisfy(sent -> isWhole(sent.amount));
    assertThat(
            payroll.node.lines(
                """
                SELECT owner || ' ' || currency || ' ' || -sum(balance_minor)
                FROM payments.ledger_account WHERE kind IN ('payee:payable', 'payee:tips')
                GROUP BY owner, currency HAVING -sum(balance_minor) >= 100\
                """))
        .as("left though it could be sent")
        .isEmpty();
    assertThat(clearing()).allMatch(kind -> kind.startsWith("psp:"));
  }

  private void earnsSomething(Random random, UUID payee) {
    for (var currency : WHOLE_ONLY) {
      if (random.nextInt(3) == 0) continue;
      payroll.earns(payee, Money.of(1 + random.nextInt(100_000), currency));
      if (random.nextBoolean()) {
        payroll.isTipped(payee, Money.of(1 + random.nextInt(300), currency));
      }
    }
  }

  private static void isWhole(Money sent) {
    var unit =
        switch (sent.currency().getCurrencyCode()) {
          case "HUF", "TWD" -> 100;
          case "KWD" -> 10;
          default -> 1;
        };
    assertThat(sent.minor() % unit).as(sent.toString()).isZero();
  }

  /** Old dust is no old debt: the promise is counted from when there was enough to send. */
  @Test
  void nobodyWaitsTooLongBecauseOfDust() {
    var driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, Money.of(1_045, "HUF"));
    payroll.window(PayoutMethod.STANDARD);
    arrives();
    ages(driver, Duration.ofDays(30));
    assertThat(waitTooLong()).isEmpty();
    payroll.earns(driver, Money.of(90_000, "HUF"));
    assertThat(waitTooLong()).isEmpty();

    // the control: that was earned long ago, too
    ages(driver, Duration.ofDays(8));
    assertThat(waitTooLong()).singleElement().asString().contains("90045 HUF since");
  }

  private void openWithMinimum(long minor) {
    payroll.close();
    payroll = Payroll.open(Map.of("souk.payouts.minimum", minor));
  }

  /** What is less than the minimum waits for more, and an old rest does not make it older. */
  @Test
  void anOldRestDoesNotHurryWhatIsTooLittle() {
    openWithMinimum(5_000);
    var driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, Money.of(10_045, "HUF"));
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    arrives();
    ages(driver, Duration.ofDays(30));
    // together it is enough to be sent, by itself neither part is
    payroll.earns(driver, Money.of(30, "HUF"));
    payroll.isTipped(driver, Money.of(30, "HUF"));
    assertThat(payroll.window(PayoutMethod.STANDARD)).as("waits for more").isZero();
    assertThat(waitTooLong()).isEmpty();

    ages(driver, Duration.ofDays(8));
    assertThat(waitTooLong()).singleElement().asString().contains("105 HUF since");
    assertThat(payroll.window(PayoutMethod.STANDARD)).as("the promise").isEqualTo(1);
    assertThat(waitTooLong()).isEmpty();
  }

  /** Of two who owe what they have, the one with an old rest is not sent what is left at once. */
  @Test
  void anOldRestDoesNotHurryWhatADebtHasLeft() {
    openWithMinimum(5_000);
    var driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, Money.of(10_045, "HUF"));
    payroll.window(PayoutMethod.STANDARD);
    arrives();
    ages(driver, Duration.ofDays(30));
    payroll.earns(driver, Money.of(9_955, "HUF"));
    payroll.owes(driver, Money.of(9_000, "HUF"));
    payroll.window(PayoutMethod.STANDARD);
    assertThat(payroll.statuses()).isEqualTo("SETTLED 1");
    assertThat(payroll.stands(driver, AccountKind.PAYEE_PAYABLE)).isEqualTo(1_000);
  }

  /** Twice as many as are looked at together; all of them have waited longer than he has. */
  @Test
  void whoCannotBeSentAnythingKeepsNobodyWaiting() {
    crowd(1_100, "HUF", "NULL", 45);
    crowd(1_100, "EUR", "'CHF'", 900);
    payroll.publish("EUR", "CHF", "0.001", Duration.ofMinutes(5));
    var driver = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(driver, Money.of(1_000, "EUR"));
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.only().terms().payee()).isEqualTo(driver);
    assertThat(payroll.window(PayoutMethod.STANDARD)).isZero();
    // nor does any of them wait for what we owe
    assertThat(ofTheCrowd()).isZero();
    payroll.publish("CHF", "EUR", "1.0", Duration.ofMinutes(1));
    assertThat(ofTheCrowd()).as("the control: now it could be changed").isEqualTo(1_100);
    payroll.node.sql("DELETE FROM payments.ledger_account WHERE owner LIKE '00000000-%'");
  }

  private long ofTheCrowd() {
    return waitTooLong().stream().filter(one -> one.startsWith("00000000-")).count();
  }

  /** Payees who have had so much for a month; the ledger's other half is not there. */
  private void crowd(int number, String currency, String paidIn, long minor) {
    payroll.node.sql(
        """
        WITH made AS (
          INSERT INTO payments.payee
            (id, kind, method, status, psp_account, country, bank_token, currency, moved_at)
          SELECT CAST('00000000-' || substr(CAST(gen_random_uuid() AS text), 10) AS uuid), 'DRIVER',
                 'STANDARD', 'ACTIVE', 'acct_' || gen_random_uuid(), 'HU', 'btok_1', %3$s,
                 clock_timestamp() - interval '30 days'
          FROM generate_series(1, %1$d) RETURNING id)
        INSERT INTO payments.ledger_account
          (key, stripe, kind, owner, currency, keeps_to, balance_minor, entries, open_since)
        SELECT 'payee:payable:' || id || ':%2$s', 0, 'payee:payable', CAST(id AS text), '%2$s', -1,
               -%4$d, 0, clock_timestamp() - interval '30 days'
        FROM made\
        """
            .formatted(number, currency, paidIn, minor));
  }

  private void arrives() {
    payroll.drive();
    payroll.psp.bank(PspPayout.Status.PAID, null);
    payroll.drive();
  }

  private void ages(UUID payee, Duration age) {
    payroll.node.sql(
        """
        SET session_replication_role = replica;
        UPDATE payments.ledger_entry SET at = at - interval '%2$d s' WHERE earner = '%1$s';
        UPDATE payments.ledger_account SET open_since = open_since - interval '%2$d s'
        WHERE owner = '%1$s';
        UPDATE payments.payee SET moved_at = moved_at - interval '%2$d s' WHERE id = '%1$s';
        SET session_replication_role = DEFAULT;\
        """
            .formatted(payee, age.toSeconds()));
  }

  private List<String> waitTooLong() {
    var rule =
        payroll.node.context().getBeansOfType(AuditRule.class).stream()
            .filter(one -> one.name().equals("payments.nobody_waits_too_long"))
            .findAny()
            .orElseThrow();
    var sql = rule.sql().replace("?", Long.toString(rule.grace().toSeconds()));
    return payroll.node.lines("SELECT subject || ': ' || detail FROM (%s) b".formatted(sql));
  }

  private List<String> open(String kind) {
    return payroll.node.lines(
        "SELECT key FROM payments.ledger_account WHERE balance_minor <> 0 AND kind = '%s'"
            .formatted(kind));
  }

  private List<String> clearing() {
    return payroll.node.lines(
        """
        SELECT DISTINCT kind FROM payments.ledger_account
        WHERE balance_minor <> 0 AND kind NOT IN ('payee:payable', 'payee:tips')\
        """);
  }
}
