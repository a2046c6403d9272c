package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.booking.debt.Debts;
import souk.booking.ride.Phone.Answer;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/** What no card would give is asked for again, and collected once, whoever asks. */
class RideDebtTest {
  private static final String WHY = "{\"reason\": \"goodwill\"}";

  private static RideCity city;
  private static Unwillingness psp;
  private Phone phone;

  @BeforeAll
  static void open() {
    city = RideCity.open(Map.of("test.unwilling-psp", true, "souk.debts.pauses", "1h,1h"));
    psp = city.first().bean(Unwillingness.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void aNewRider() {
    phone = city.phone();
  }

  @AfterEach
  void nothingIsTakenTwice() {
    psp.forget();
    assertThat(city.twin.violations()).isEmpty();
  }

  @Test
  void whoOwesPaysBeforeHeRidesAgain() {
    var ride = unpaidRide();
    var debt = debt();
    assertThat(RideTimelineTest.timeline(city, ride))
        .as("operations see it with the ride")
        .anyMatch(entry -> entry.type().startsWith("debt."));
    var refused = phone.send(phone.wish("pm_card_visa"));
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo("debt_open");
    assertThat(refused.body().path("debt_id").asText()).isEqualTo(debt.toString());
    assertThat(refused.body().at("/amount/amount").asLong()).isEqualTo(city.bill(ride));

    var paying = pay(debt);
    assertThat(paying.status()).isEqualTo(202);
    assertThat(paying.body().path("status").asText()).isEqualTo("COLLECTING");
    awaitStatus(debt, "PAID");

    assertThat(taken(debt)).isEqualTo(city.bill(ride));
    var receipt = phone.get("/v1/rides/" + ride + "/receipt").body();
    assertThat(receipt.at("/debt/status").asText()).isEqualTo("PAID");
    assertThat(receipt.at("/charges/0/amount/amount").asLong()).isEqualTo(city.bill(ride));
    assertThat(phone.send(phone.wish("pm_card_visa")).status()).isEqualTo(202);
  }

  @Test
  void aRefusedCardLeavesItOpenAndSaysWhy() {
    unpaidRide();
    var debt = debt();
    psp.declined.add("debt");

    pay(debt);
    awaitAttempt(debt, 1);
    assertThat(shown(debt).body().path("reason").asText()).isEqualTo("insufficient_funds");
    assertThat(retries(debt)).isTrue();
    pay(debt);
    awaitAttempt(debt, 2);

    assertThat(retries(debt)).as("its two pauses are used up").isFalse();
    assertThat(taken(debt)).isZero();
    psp.forget();
    pay(debt);
    awaitStatus(debt, "PAID");
  }

  @Test
  void itIsRetriedByItselfWithAnotherCard() {
    unpaidRide();
    var debt = debt();
    var refused = shown(debt).body().path("card_id").asText();
    phone.card("pm_card_mastercard");

    due(debt);
    awaitStatus(debt, "PAID");

    assertThat(shown(debt).body().path("card_id").asText()).isNotEqualTo(refused);
  }

  @RepeatedTest(3)
  void ofAllWhoPayOneDoes() {
    var ride = unpaidRide();
    var debt = debt();
    due(debt);

    var answers = Twins.together(() -> pay(debt), () -> pay(debt), () -> pay(debt));
    awaitStatus(debt, "PAID");

    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSizeLessThan(2);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .extracting(Answer::code)
        .isSubsetOf("debt_collecting", "debt_settled");
    assertThat(taken(debt)).isEqualTo(city.bill(ride));
  }

  @RepeatedTest(3)
  void payingOrWritingOffWins() {
    var ride = unpaidRide();
    var debt = debt();

    Twins.together(() -> pay(debt), () -> writeOff(debt));
    await().atMost(RideCity.PATIENCE).until(() -> !shown(debt).body().path("settled_at").isNull());

    var paid = shown(debt).body().path("status").asText().equals("PAID");
    assertThat(taken(debt)).isEqualTo(paid ? city.bill(ride) : 0);
    assertThat(pay(debt).code()).isEqualTo("debt_settled");
  }

  @Test
  void whatIsWrittenOffIsOwedNoMoreAndWhoDidItIsKnown() {
    unpaidRide();
    var debt = debt();
    assertThat(phone.operate("/v1/ops/debts/" + debt + "/write-off", "{}").status()).isEqualTo(400);

    assertThat(writeOff(debt).body().path("status").asText()).isEqualTo("WRITTEN_OFF");
    assertThat(writeOff(debt).status()).isEqualTo(200);

    assertThat(
            city.site.count(
                "SELECT count(*) FROM platform.action_log WHERE subject_id = ?", debt.toString()))
        .isEqualTo(1);
    assertThat(phone.send(phone.wish("pm_card_visa")).status()).isEqualTo(202);
  }

  @Test
  void aLostAnswerIsCollectedOnce() {
    var ride = unpaidRide();
    var debt = debt();
    city.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CREATE));
    city.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CAPTURE));

    pay(debt);
    awaitStatus(debt, "PAID");

    assertThat(taken(debt)).isEqualTo(city.bill(ride));
  }

  /** The row's guard taken away: payments refuses the second charge. */
  @Test
  void aDebtThatForgetsItWasPaidTakesNothingMore() {
    var ride = unpaidRide();
    var debt = debt();
    pay(debt);
    awaitStatus(debt, "PAID");
    city.site.sql("UPDATE booking.debt SET status = 'OPEN', settled_at = NULL WHERE id = ?", debt);

    assertThat(pay(debt).status()).isEqualTo(202);
    due(debt);

    await().during(Duration.ofSeconds(2)).until(() -> taken(debt) == city.bill(ride));
    city.site.sql("DELETE FROM booking.debt WHERE id = ?", debt);
  }

  @Test
  void othersDebtsAndCardsAreNobodysBusiness() {
    unpaidRide();
    var debt = debt();
    var stranger = city.phone();
    var card = stranger.card("pm_card_visa");

    assertThat(stranger.get("/v1/debts/" + debt).status()).isEqualTo(404);
    assertThat(stranger.get("/v1/debts").body().path("items").size()).isZero();
    assertThat(pay(stranger, debt, card).status()).isEqualTo(404);
    assertThat(pay(phone, debt, card).code()).isEqualTo("card_unknown");
    assertThat(phone.get("/v1/ops/debts").status()).isEqualTo(403);
    assertThat(phone.post("/v1/debts/" + debt + "/pay", "{}").status()).isEqualTo(400);
  }

  /** No card can be asked for so little. */
  @Test
  void whatIsTooSmallIsWrittenOffAtOnce() {
    var ride = UUID.randomUUID();
    var node = city.first();
    node.bean(Transactions.class)
        .run(() ->
            node.bean(Debts.class)
                .open(ride, phone.rider, "monaco", UUID.randomUUID(), Money.of(49, "EUR"), null));

    assertThat(debts().body().at("/items/0/status").asText()).isEqualTo("WRITTEN_OFF");
    assertThat(phone.send(phone.wish("pm_card_visa")).status()).isEqualTo(202);
  }

  private UUID unpaidRide() {
    psp.uncapturable.add(RideMoney.RIDE);
    psp.declined.add(RideMoney.EXTRA);
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    psp.forget();
    return ride;
  }

  private UUID debt() {
    return UUID.fromString(debts().body().at("/items/0/id").asText());
  }

  private Answer debts() {
    return phone.get("/v1/debts");
  }

  private Answer shown(UUID debt) {
    return phone.get("/v1/debts/" + debt);
  }

  private Answer pay(UUID debt) {
    return pay(phone, debt, phone.card("pm_card_visa"));
  }

  private static Answer pay(Phone who, UUID debt, UUID card) {
    return who.post(
        "/v1/debts/" + debt + "/pay",
        "{\"card_id\": \"%s\"}".formatted(card),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  private Answer writeOff(UUID debt) {
    return phone.operate("/v1/ops/debts/" + debt + "/write-off", WHY);
  }

  private void awaitStatus(UUID debt, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .until(() -> shown(debt).body().path("status").asText().equals(status));
  }

  private void awaitAttempt(UUID debt, int attempt) {
    await()
        .atMost(RideCity.PATIENCE)
        .until(() ->
            shown(debt).body().path("attempts").asInt() == attempt
                && shown(debt).body().path("status").asText().equals("OPEN"));
  }

  private static void due(UUID debt) {
    city.site.sql(
        "UPDATE booking.debt SET next_look_at = clock_timestamp() WHERE id = ?"
            + " AND status IN ('OPEN', 'COLLECTING')",
        debt);
  }

  private static boolean retries(UUID debt) {
    return city.site.count(
            "SELECT count(*) FROM booking.debt WHERE id = ? AND next_look_at IS NOT NULL", debt)
        == 1;
  }

  private static long taken(UUID debt) {
    return city.twin.intents().stream()
        .filter(intent -> debt.toString().equals(intent.metadata().get("order_id")))
        .mapToLong(IntentHistory::amountReceived)
        .sum();
  }
}
