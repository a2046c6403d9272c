package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.booking.ride.Phone.Answer;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** What a rider gives the driver after the ride, once. */
class RideTipTest {
  private static RideCity city;
  private static Unwillingness psp;
  private static Phone shared;
  private static UUID sharedRide;
  private Phone phone;

  @BeforeAll
  static void open() {
    city = RideCity.open(Map.of("test.unwilling-psp", true));
    psp = city.first().bean(Unwillingness.class);
    shared = city.phone();
    sharedRide = settledRide(shared);
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
  void isTakenOnceAndShown() {
    var ride = settledRide(phone);
    var key = UUID.randomUUID().toString();

    var given = tip(phone, ride, 200, key);
    var again = tip(phone, ride, 200, key);
    awaitTip(ride, "PAID");

    assertThat(given.status()).isEqualTo(202);
    assertThat(given.body().at("/tip/status").asText()).isEqualTo("PENDING");
    assertThat(again.response().body()).isEqualTo(given.response().body());
    assertThat(taken(ride)).isEqualTo(200);
    var receipt = phone.get("/v1/rides/" + ride + "/receipt").body();
    assertThat(receipt.at("/tip/amount/amount").asLong()).isEqualTo(200);
    assertThat(tip(phone, ride, 300, UUID.randomUUID().toString()).code()).isEqualTo("tip_given");
    assertThat(taken(ride)).isEqualTo(200);
  }

  @Test
  void ofTwinsOneGives() {
    var ride = settledRide(phone);

    var answers =
        Twins.together(
            () -> tip(phone, ride, 200, UUID.randomUUID().toString()),
            () -> tip(phone, ride, 300, UUID.randomUUID().toString()),
            () -> tip(phone, ride, 400, UUID.randomUUID().toString()));
    awaitTip(ride, "PAID");

    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .extracting(Answer::code)
        .containsOnly("tip_given");
    assertThat(taken(ride))
        .isEqualTo(phone.get("/v1/rides/" + ride).body().at("/tip/amount/amount").asLong());
  }

  @Test
  void aRefusedCardIsToldAndAnotherMayBeTried() {
    var ride = settledRide(phone);
    psp.declined.add("tip");
    tip(phone, ride, 200, UUID.randomUUID().toString());
    awaitTip(ride, "REFUSED");
    assertThat(phone.get("/v1/rides/" + ride).body().at("/tip/reason").asText())
        .isEqualTo("insufficient_funds");
    psp.forget();

    var other = phone.card("pm_card_mastercard");
    var body =
        "{\"amount\": {\"amount\": 150, \"currency\": \"EUR\"}, \"card_id\": \"%s\"}"
            .formatted(other);
    phone.post("/v1/rides/" + ride + "/tip", body, "Idempotency-Key", UUID.randomUUID().toString());
    awaitTip(ride, "PAID");

    assertThat(taken(ride)).isEqualTo(150);
  }

  @Test
  void aLostAnswerTakesItOnce() {
    var ride = settledRide(phone);
    city.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CREATE));
    city.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CAPTURE));

    tip(phone, ride, 250, UUID.randomUUID().toString());
    awaitTip(ride, "PAID");

    assertThat(taken(ride)).isEqualTo(250);
  }

  @Test
  void onlyWithinItsTimeAndForARideThatWasDriven() {
    var ride = settledRide(phone);
    city.site.sql(
        "UPDATE booking.ride SET ended_at = ended_at - interval '8 d' WHERE id = ?", ride);
    assertThat(tip(phone, ride, 200, UUID.randomUUID().toString()).code())
        .isEqualTo("tip_too_late");

    city.drivers.heldAt = "EN_ROUTE";
    var live = phone.request();
    assertThat(tip(phone, live, 200, UUID.randomUUID().toString()).code())
        .isEqualTo("ride_not_completed");
    city.drivers.heldAt = "";
    assertThat(taken(ride) + taken(live)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"49, EUR, 422", "20001, EUR, 422", "0, EUR, 422", "-5, EUR, 422", "200, USD, 422"})
  void boundsAreKept(long amount, String currency, int status) {
    var body = "{\"amount\": {\"amount\": %d, \"currency\": \"%s\"}}".formatted(amount, currency);
    assertThat(send(body).status()).isEqualTo(status);
    assertThat(taken(sharedRide)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"amount\": 200}",
        "{\"amount\": {\"amount\": \"x\", \"currency\": \"EUR\"}}",
        "{\"amount\": {\"amount\": 200, \"currency\": \"NONE\"}}",
        "{\"amount\": {\"amount\": 200}}"
      })
  void malformedTipsAreTheCallersMistake(String body) {
    assertThat(send(body).status()).isBetween(400, 499);
  }

  @Test
  void aStrangersRideAndCardAreNotHis() {
    assertThat(tip(phone, sharedRide, 200, UUID.randomUUID().toString()).status()).isEqualTo(404);
    var body =
        "{\"amount\": {\"amount\": 200, \"currency\": \"EUR\"}, \"card_id\": \"%s\"}"
            .formatted(phone.card("pm_card_visa"));
    assertThat(send(body).code()).isEqualTo("card_unknown");
  }

  private static Answer send(String body) {
    return shared.post(
        "/v1/rides/" + sharedRide + "/tip", body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  private static UUID settledRide(Phone phone) {
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    return ride;
  }

  private static Answer tip(Phone phone, UUID ride, long amount, String key) {
    var body = "{\"amount\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(amount);
    return phone.post("/v1/rides/" + ride + "/tip", body, "Idempotency-Key", key);
  }

  private void awaitTip(UUID ride, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .until(
            () -> phone.get("/v1/rides/" + ride).body().at("/tip/status").asText().equals(status));
  }

  private static long taken(UUID ride) {
    return city.twin.intents().stream()
        .filter(intent -> ride.toString().equals(intent.metadata().get("order_id")))
        .filter(intent -> "tip".equals(intent.metadata().get("order_kind")))
        .mapToLong(IntentHistory::amountReceived)
        .sum();
  }
}
