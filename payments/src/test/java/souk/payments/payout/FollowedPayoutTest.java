package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.order.OrderRef;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;

/** An order says in which payouts its earnings have left, and what became of those. */
class FollowedPayoutTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Payroll payroll;
  private UUID driver;

  @BeforeEach
  void open() {
    payroll = Payroll.serving();
    driver = payroll.payee(PayoutMethod.STANDARD);
  }

  @AfterEach
  void close() {
    assertThat(payroll.psp.violations).isEmpty();
    payroll.close();
  }

  @Test
  void whatIsEarnedWaitsAndSaysSinceWhen() throws Exception {
    var order = payroll.earns(driver, 1_000);
    var earning = money(order).at("/earnings/0");
    assertThat(earning.path("payee").asText()).isEqualTo(driver.toString());
    assertThat(minor(earning, "earned")).isEqualTo(1_000);
    assertThat(minor(earning, "waiting")).isEqualTo(1_000);
    var since = Instant.parse(earning.path("waiting_since").asText());
    assertThat(since)
        .isEqualTo(at("SELECT at FROM payments.ledger_entry WHERE earner IS NOT NULL"));
    assertThat(earning.path("waiting_age_s").asLong()).isNotNegative();
    assertThat(earning.path("payouts")).isEmpty();
    assertThat(place(money(order), "PAYEE_WAITS")).isEqualTo(1_000);
  }

  /** Sent, sent back by the bank, and sent once more: an order tells all of it. */
  @Test
  void aPayoutThatCameBackAndTheOneAfterItAreBothThere() throws Exception {
    var order = payroll.earns(driver, 1_000);
    var other = payroll.earns(driver, 500);
    payroll.window(PayoutMethod.STANDARD);
    payroll.node.sql("UPDATE payments.payout SET taken_up_at = clock_timestamp() - interval '1 h'");

    var sent = money(order);
    assertThat(sent.path("explained").asBoolean()).isFalse();
    var open = sent.at("/on_its_way/0");
    assertThat(open.path("account").asText())
        .isEqualTo("payee:payout_in_transit:" + driver + ":EUR");
    assertThat(minor(open, "amount")).isEqualTo(1_000);
    assertThat(open.path("age_s").asLong()).isBetween(3_600L, 7_200L);
    assertThat(place(sent, "PAYEE_IN_TRANSIT")).isEqualTo(1_000);
    assertThat(part(sent, 0).at("/payout/batch_id").isTextual()).isTrue();
    assertThat(minor(part(sent, 0), "amount")).isEqualTo(1_000);
    assertThat(minor(part(sent, 0).path("payout"), "amount")).isEqualTo(1_500);
    payroll.drive();
    payroll.psp.bank(PspPayout.Status.FAILED, "COULD_NOT_PROCESS");
    payroll.drive();

    var back = money(order);
    assertThat(part(back, 0).at("/payout/status").asText()).isEqualTo("FAILED");
    assertThat(part(back, 0).path("came_back_at").isTextual()).isTrue();
    assertThat(place(back, "PAYEE_WAITS")).isEqualTo(1_000);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    arrives();

    var paid = money(order);
    assertThat(paid.path("explained").asBoolean()).isTrue();
    assertThat(part(paid, 0).at("/payout/steps").findValuesAsText("status"))
        .startsWith("PENDING", "BATCHED")
        .endsWith("FAILED");
    var last = part(paid, 1).path("payout");
    assertThat(last.path("status").asText()).isEqualTo("SETTLED");
    assertThat(last.path("transfer").asText()).startsWith("tr_");
    assertThat(last.path("psp_payout").asText()).startsWith("po_");
    assertThat(place(paid, "PAYEE_BANK")).isEqualTo(1_000);
    assertThat(place(money(other), "PAYEE_BANK")).isEqualTo(500);
  }

  @Test
  void whatAPayeeOwedIsSaidBesideThePayout() throws Exception {
    payroll.owes(driver, 400);
    var order = payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    var money = money(order);
    assertThat(minor(money.at("/earnings/0"), "kept")).isEqualTo(400);
    assertThat(minor(part(money, 0), "amount")).isEqualTo(600);
    assertThat(minor(part(money, 0), "kept_besides")).isEqualTo(400);
    assertThat(place(money, "PAYEE_KEPT")).isEqualTo(400);
    assertThat(place(money, "PAYEE_IN_TRANSIT")).isEqualTo(600);
  }

  @Test
  void whatWasOwedSaysWhetherItIsRepaid() throws Exception {
    var debt = payroll.owes(driver, 400);
    var owed = money(debt).at("/debts/0");
    assertThat(minor(owed, "open")).isEqualTo(400);
    assertThat(owed.path("since").isTextual()).isTrue();
    payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    var repaid = money(debt).at("/debts/0");
    assertThat(minor(repaid, "open")).isZero();
    assertThat(minor(repaid, "repaid")).isEqualTo(400);
  }

  @Test
  void whatIsChangedIsFollowedInWhatWasEarned() throws Exception {
    payroll.isPaidIn(driver, "CHF");
    payroll.publish("EUR", "CHF", "0.9", Duration.ofMinutes(5));
    var order = payroll.earns(driver, 1_000);
    payroll.window(PayoutMethod.STANDARD);
    payroll.drive();
    arrives();
    var part = part(money(order), 0);
    assertThat(minor(part, "amount")).isEqualTo(1_000);
    assertThat(part.at("/amount/currency").asText()).isEqualTo("EUR");
    assertThat(minor(part.at("/payout/change"), "paid")).isEqualTo(891);
    assertThat(minor(part.at("/payout/change"), "kept")).isEqualTo(9);
    assertThat(place(money(order), "PAYEE_BANK")).isEqualTo(1_000);
  }

  private JsonNode money(OrderRef order) throws Exception {
    var path = "/v1/ops/orders/%s/%s/money".formatted(order.kind(), order.id());
    var answer = payroll.node.as(UUID.randomUUID(), "OPS").get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static JsonNode part(JsonNode money, int number) {
    return money.at("/earnings/0/payouts/" + number);
  }

  private static long minor(JsonNode of, String name) {
    return of.path(name).path("amount").asLong();
  }

  private static long place(JsonNode money, String name) {
    for (var place : money.path("places")) {
      if (place.path("place").asText().equals(name)) return minor(place, "amount");
    }
    return 0;
  }

  private Instant at(String sql) {
    return Instant.parse(
        payroll.node.text(
            "SELECT to_char((%s) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                .formatted(sql)));
  }

  private void arrives() {
    payroll.psp.payouts.stream()
        .filter(sent -> sent.status == PspPayout.Status.ON_ITS_WAY)
        .forEach(sent -> sent.status = PspPayout.Status.PAID);
    payroll.drive();
  }
}
