package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.webhook.WebhookTarget;
import souk.payments.PaymentsNode;
import souk.payments.ledger.AccountKind;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.webhook.Sender;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.money.Money;

/** Payees of whom the provider wants something; it tells of them, and the loops run. */
class OnboardedPaydayTest {
  private static final String INCOMPLETE = "btok_twin_incomplete";
  private static final String GOOD = "btok_us_verified";
  private static final String BACK = "https://app.example/payee";

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID driver = UUID.randomUUID();
  private static StripeTwin twin;
  private static PaymentsNode node;
  private static List<BackgroundLoop> loops;
  private static int days = 1;

  @BeforeAll
  static void open() throws IOException {
    var pace = Pace.BRISK.available(Duration.ZERO).payout(Duration.ofMillis(50));
    twin = StripeTwin.start(StripeTwinOptions.inProcess().pace(pace));
    Map<String, Object> settings =
        Map.of("stripe.webhook-secret", Sender.SECRET, "stripe.onboarding-return-url", BACK);
    node = PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), settings);
    twin.sendWebhooksTo(new WebhookTarget(node.uri("/v1/webhooks/stripe"), Sender.SECRET));
    loops =
        node.context().getBeansOfType(BackgroundWork.class).stream()
            .filter(work ->
                List.of("HandleWebhooks", "Onboarding").contains(work.getClass().getSimpleName()))
            .flatMap(work -> work.start().stream())
            .toList();
    fund(Money.of(50_000, "EUR"));
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    twin.clearFaults();
    http.close();
    assertThat(twin.violations()).isEmpty();
  }

  @AfterAll
  static void close() throws IOException {
    loops.forEach(BackgroundLoop::close);
    node.close();
    twin.close();
  }

  private static void fund(Money amount) {
    var psp = node.bean(Psp.class);
    var charge = UUID.randomUUID();
    var key = PspKey.of(charge, "authorize", 1);
    var card = new PspToken("pm_card_visa", null);
    var held = psp.authorize(new PspAuthorization(key, charge, card, amount, Map.of()));
    if (!(held instanceof PspOutcome.Succeeded<PspPayment>(var payment))) {
      throw new AssertionError("no money");
    }
    psp.capture(PspKey.of(charge, "capture", 1), payment.reference(), amount);
  }

  /** Who has not said who he is waits, is told where to say it, and is paid once he has. */
  @Test
  void whoGivesHisDetailsIsPaidByItself() throws Exception {
    assertThat(register(INCOMPLETE).body())
        .contains("\"status\":\"ONBOARDING\"", "\"code\":\"terms\"", "\"code\":\"person\"")
        .contains("POST /v1/payees/me/onboarding");
    earns(800);
    payday();
    assertThat(get("/v1/payees/me/payouts").body()).as("nothing is sent").contains("\"items\":[]");

    var page = page("DETAILS");
    assertThat(http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body())
        .contains("Who are you?");
    var given = HttpRequest.newBuilder(page).POST(BodyPublishers.noBody()).build();
    assertThat(http.send(given, BodyHandlers.discarding()).headers().firstValue("Location"))
        .contains(BACK);

    awaitsPayee("ACTIVE");
    assertThat(get("/v1/payees/me").body()).contains("\"requirements\":[]");
    payday();
    awaits("SETTLED");
    assertThat(page("ACCOUNT")).asString().contains(account());
  }

  /** The provider takes the right away and gives it back; nothing is lost meanwhile. */
  @Test
  void whoIsRestrictedIsToldAndIsPaidWhenHeIsNotAnyMore() throws Exception {
    register(GOOD);
    twin.happenings().allow(account(), false, true);
    awaitsPayee("RESTRICTED");
    assertThat(get("/v1/payees/me").body()).contains("\"code\":\"document\"");
    page("DETAILS");
    earns(800);
    payday();
    assertThat(get("/v1/payees/me/payouts").body()).contains("\"items\":[]");

    twin.happenings().allow(account(), true, true);
    awaitsPayee("ACTIVE");
    payday();
    awaits("SETTLED");
  }

  /** Nobody has told us: the refused transfer does. */
  @Test
  void aTransferThatIsRefusedMakesSomebodyLook() throws Exception {
    register(GOOD);
    earns(800);
    takeUp();
    twin.happenings().allow(account(), false, true);
    drive();
    assertThat(ofHis("status")).isEqualTo("FAILED");
    awaitsPayee("RESTRICTED");
    await().untilAsserted(() -> assertThat(get("/v1/payees/me").body()).contains("document"));

    twin.happenings().allow(account(), true, true);
    awaitsPayee("ACTIVE");
    payday();
    awaits("SETTLED");
  }

  /** The control: who is taken for able without a look is refused, and his money comes back. */
  @Test
  void whoIsTakenForAbleIsRefused() throws Exception {
    register(INCOMPLETE);
    node.sql(
        "UPDATE payments.payee SET status = 'ACTIVE', next_wake_at = NULL WHERE id = '%s'"
            .formatted(driver));
    earns(800);
    payday();
    assertThat(ofHis("status")).isEqualTo("FAILED");
    awaitsPayee("RESTRICTED");
    assertThat(get("/v1/payees/me/earnings").body())
        .contains("\"earned\":{\"amount\":800,\"currency\":\"EUR\"}");
  }

  @Test
  void whoHasNoAccountYetHasNoPage() throws Exception {
    assertThat(post("/v1/payees/me/onboarding", "").statusCode()).isEqualTo(404);
    twin.inject(Fault.once(FaultKind.RATE_LIMIT).on(Operation.ACCOUNTS_CREATE));
    assertThat(register(GOOD).body()).contains("\"status\":\"ONBOARDING\"");
    assertThat(post("/v1/payees/me/onboarding", "").body()).contains("account_opening");
    node.sql(
        "UPDATE payments.payee SET next_wake_at = clock_timestamp() WHERE id = '%s'"
            .formatted(driver));
    awaitsPayee("ACTIVE");
    twin.inject(Fault.once(FaultKind.RATE_LIMIT).on(Operation.LOGIN_LINKS_CREATE));
    assertThat(post("/v1/payees/me/onboarding", "").statusCode()).isEqualTo(503);
  }

  /** Each change is another request, also back to a bank that was named before. */
  @Test
  void whoGoesBackToABankIsPaidThere() throws Exception {
    register("btok_us_verified_noAccount");
    register(GOOD);
    register("btok_us_accountClosed");
    register(GOOD);
    earns(800);
    payday();
    awaits("SETTLED");
  }

  private URI page(String purpose) throws Exception {
    var link = post("/v1/payees/me/onboarding", "").body();
    assertThat(link).contains("\"purpose\":\"" + purpose + "\"");
    var url = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(link);
    assertThat(url.find()).isTrue();
    return URI.create(url.group(1));
  }

  private void awaitsPayee(String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(get("/v1/payees/me").body())
                .contains("\"status\":\"%s\"".formatted(status)));
  }

  private String account() {
    return node.text("SELECT psp_account FROM payments.payee WHERE id = '%s'".formatted(driver));
  }

  private void earns(long minor) {
    Payday.earns(node, driver, AccountKind.PAYEE_PAYABLE, Money.of(minor, "EUR"));
  }

  private void payday() {
    takeUp();
    drive();
  }

  private void takeUp() {
    Payday.takeUp(node, ++days);
    node.bean(PayoutDriver.class).seal();
  }

  private void drive() {
    Payday.drive(node);
  }

  private void awaits(String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          drive();
          assertThat(ofHis("status")).isEqualTo(status);
        });
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
    return node.as(driver, "DRIVER").post(path, body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return node.as(driver, "DRIVER").get(path);
  }
}
