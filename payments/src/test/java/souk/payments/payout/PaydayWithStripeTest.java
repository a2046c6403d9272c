package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.money.Pace;
import souk.payments.Caller;
import souk.payments.PaymentsNode;
import souk.payments.ledger.AccountKind;
import souk.payments.order.OrderRef;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.settlement.DaysByHand;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;

/** Payees over HTTP, with the real client and a twin of Stripe behind them. */
class PaydayWithStripeTest {
  private static final String GOOD_BANK = "btok_us_verified";

  private final UUID driver = UUID.randomUUID();
  private static StripeTwin twin;
  private static PaymentsNode node;
  private static int days = 1;

  @BeforeAll
  static void open() throws IOException {
    var pace = Pace.BRISK.available(Duration.ZERO).payout(Duration.ofMillis(50));
    twin = StripeTwin.start(StripeTwinOptions.inProcess().pace(pace));
    node = PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), DaysByHand.SETTINGS);
    new DaysByHand(node).begin();
    fund(Money.of(100_000, "EUR"));
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    twin.clearFaults();
    assertThat(twin.violations()).isEmpty();
  }

  /** Each transfer of this class, also those that were lost, changed or came back. */
  @AfterAll
  static void close() throws IOException {
    new DaysByHand(node).assertMatched("TRANSFER");
    node.close();
    twin.close();
  }

  /** Our balance at the provider comes from captured payments. */
  private static void fund(Money amount) {
    var psp = node.bean(Psp.class);
    var charge = UUID.randomUUID();
    var asked =
        new PspAuthorization(
            PspKey.of(charge, "authorize", 1),
            charge,
            new PspToken("pm_card_visa", null),
            amount,
            Map.of());
    if (!(psp.authorize(asked) instanceof PspOutcome.Succeeded<PspPayment>(var payment))) {
      throw new AssertionError("no money");
    }
    psp.capture(PspKey.of(charge, "capture", 1), payment.reference(), amount);
  }

  @Test
  void whatIsEarnedReachesTheBank() throws Exception {
    assertThat(register(GOOD_BANK).body()).contains("\"status\":\"ACTIVE\"");
    var order = earns(800);
    assertThat(get("/v1/payees/me/earnings").body())
        .contains("\"earned\":{\"amount\":800,\"currency\":\"EUR\"}", order.id().toString());
    payday();
    awaits("SETTLED");

    var list = get("/v1/payees/me/payouts").body();
    assertThat(list).contains("\"status\":\"SETTLED\"", "\"amount\":800");
    var id = ofHis("id");
    assertThat(get("/v1/payees/me/payouts/" + id).body()).contains("\"status\":\"SETTLED\"");
    assertThat(get("/v1/payees/me/earnings").body()).contains("PAYOUT_SENT", "\"amount\":-800");

    var another = node.as(UUID.randomUUID(), "DRIVER");
    assertThat(another.get("/v1/payees/me/payouts/" + id).statusCode()).isEqualTo(404);
    var operations = operator().get("/v1/ops/payouts/" + id);
    assertThat(operations.body())
        .contains("transfer_intended", ofHis("transfer"), ofHis("psp_payout"));
    var found = operator().get("/v1/ops/payouts?status=SETTLED&payee=" + driver);
    assertThat(found.body()).contains(id);
    var none = operator().get("/v1/ops/payouts?status=FAILED&payee=" + driver);
    assertThat(none.body()).contains("\"items\":[]");
  }

  @Test
  void whoIsPaidInAnotherCurrencySeesTheRateBeforeAndAfterwards() throws Exception {
    fund(Money.of(100_000, "CHF"));
    assertThat(registerIn("IQD").body()).contains("currency_not_paid");
    assertThat(registerIn("SYP").body()).contains("currency_not_paid");
    assertThat(registerIn("QQQ").body()).contains("currency_unknown");
    assertThat(get("/v1/payees/me").statusCode()).isEqualTo(404);
    assertThat(registerIn("CHF").body()).contains("\"status\":\"ACTIVE\"", "\"currency\":\"CHF\"");
    earns(800);
    payday();
    assertThat(get("/v1/payees/me/payouts").body()).as("no rate").contains("\"items\":[]");

    var now = node.bean(DatabaseClock.class).now();
    var rate =
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":0.9,\"source\":\"ECB\",\"as_of\":\"%s\"}";
    assertThat(as("OPS").post("/v1/ops/rates", rate.formatted(now)).statusCode()).isEqualTo(200);
    var change =
        "\"change\":{\"sold\":{\"amount\":800,\"currency\":\"EUR\"},"
            + "\"paid\":{\"amount\":712,\"currency\":\"CHF\"},"
            + "\"kept\":{\"amount\":7,\"currency\":\"CHF\"},\"rate\":0.9,\"base\":\"EUR\","
            + "\"source\":\"ECB\"";
    assertThat(get("/v1/payees/me/earnings").body()).as("before").contains(change);
    payday();
    awaits("SETTLED");
    assertThat(get("/v1/payees/me/payouts").body())
        .as("afterwards")
        .contains(change, "\"amount\":{\"amount\":712,\"currency\":\"CHF\"}");
    assertThat(get("/v1/payees/me/earnings").body()).contains("CHANGE_SOLD", "CHANGE_BOUGHT");
  }

  private HttpResponse<String> registerIn(String currency) throws Exception {
    var body =
        "{\"method\":\"STANDARD\",\"country\":\"CH\",\"bank_token\":\"%s\",\"currency\":\"%s\"}";
    return post("/v1/payees/me", body.formatted(GOOD_BANK, currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"btok_us_accountClosed", "btok_twin_returned"})
  void aBankThatSendsItBackPausesThePayeeUntilHeNamesAnother(String bank) throws Exception {
    register(bank);
    earns(800);
    payday();
    awaits("RETURNED");
    await()
        .untilAsserted(() -> {
          drive();
          assertThat(get("/v1/payees/me/earnings").body())
              .contains("\"earned\":{\"amount\":800,\"currency\":\"EUR\"}");
        });
    assertThat(get("/v1/payees/me").body())
        .contains("\"status\":\"PAUSED\"", "account_closed", "give the payment provider another");

    assertThat(register(GOOD_BANK).body()).contains("\"status\":\"ACTIVE\"");
    payday();
    awaits("SETTLED");
  }

  /** The provider repeats a failure that it has stored: it is asked once more, under a new key. */
  @Test
  void aTransferIsTakenBackAlthoughTheFirstRequestFailed() throws Exception {
    register("btok_us_accountClosed");
    earns(800);
    Fault.parse("reversals.create/error_before=1x1").forEach(twin::inject);
    payday();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          drive();
          assertThat(twin.faults()).isEmpty();
          assertThat(get("/v1/payees/me/earnings").body())
              .contains("\"earned\":{\"amount\":800,\"currency\":\"EUR\"}");
        });
  }

  @Test
  void lostRequestsAndAnswersPayOnce() throws Exception {
    register(GOOD_BANK);
    earns(800);
    Fault.parse("lose_request=0.3x3,lose_answer=0.5x4,error_after=0.5x3").forEach(twin::inject);
    payday();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          drive();
          assertThat(status()).isEqualTo("SETTLED");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"method\":\"STANDARD\"}",
        "{\"method\":\"LATER\",\"country\":\"MC\",\"bank_token\":\"btok_1a\"}",
        "{\"method\":\"STANDARD\",\"country\":\"Monaco\",\"bank_token\":\"btok_1a\"}",
        "{\"method\":\"STANDARD\",\"country\":\"MC\",\"bank_token\":\"DE89370400440532013000\"}"
      })
  void refusesWhatIsNoPayee(String body) throws Exception {
    var answer = post("/v1/payees/me", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("DE89370400440532013000");
    assertThat(get("/v1/payees/me").statusCode()).isEqualTo(404);
  }

  @Test
  void isForThoseWhoEarnAndOperationsAreForOperations() throws Exception {
    for (var path : List.of("/v1/payees/me", "/v1/payees/me/earnings", "/v1/payees/me/payouts")) {
      assertThat(as("CUSTOMER").get(path).statusCode()).isEqualTo(403);
    }
    assertThat(get("/v1/ops/payouts").statusCode()).isEqualTo(403);
    var reason = "{\"reason\":\"why\"}";
    var cancel = "/v1/ops/payouts/" + UUID.randomUUID() + "/cancel";
    assertThat(as("OPS").post(cancel, reason).statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(cancel, "{\"reason\":\" \"}").statusCode()).isEqualTo(400);
  }

  private OrderRef earns(long minor) {
    return Payday.earns(node, driver, AccountKind.PAYEE_PAYABLE, Money.of(minor, "EUR"));
  }

  /** A window ends; all goes out. */
  private void payday() {
    Payday.takeUp(node, ++days);
    node.bean(PayoutDriver.class).seal();
  }

  private void awaits(String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          drive();
          assertThat(status()).isEqualTo(status);
        });
  }

  private void drive() {
    Payday.drive(node);
  }

  private String status() {
    return ofHis("status");
  }

  /** Of his latest payout. */
  private String ofHis(String column) {
    return node.text(
        "SELECT %s FROM payments.payout WHERE payee_id = '%s' ORDER BY taken_up_at DESC LIMIT 1"
            .formatted(column, driver));
  }

  private HttpResponse<String> register(String bank) throws Exception {
    var body = "{\"method\":\"STANDARD\",\"country\":\"MC\",\"bank_token\":\"%s\"}";
    return post("/v1/payees/me", body.formatted(bank));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return as("DRIVER").post(path, body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return as("DRIVER").get(path);
  }

  private Caller as(String role) {
    return node.as(driver, role);
  }

  private static Caller operator() {
    return node.as(UUID.randomUUID(), "OPS");
  }
}
