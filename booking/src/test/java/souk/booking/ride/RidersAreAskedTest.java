package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.UnwillingPsp.Unwillingness;

/**
 * Whoever pays by his own hand may be asked by his bank; whoever is not there is not waited for.
 */
class RidersAreAskedTest {
  private static final String CARD = "pm_card_threeDSecure2Required";

  private static RideCity city;
  private static Unwillingness psp;
  private static Bank bank;
  private Phone phone;

  @BeforeAll
  static void open() {
    city = RideCity.open(Map.of("test.unwilling-psp", true, "souk.debts.pauses", "1h,1h,1h,1h,1h"));
    psp = city.first().bean(Unwillingness.class);
    bank = new Bank(city);
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
    city.drivers.heldAt = "";
    assertThat(city.twin.violations()).isEmpty();
  }

  /** The second charge is made while nobody is there; the debt is paid by one who is. */
  @Test
  void whatNobodyWasThereToConfirmIsOwedAndThenConfirmed() {
    psp.uncapturable.add(RideMoney.RIDE);
    var ride = authenticated();
    city.follow(ride);
    city.awaitSettled(ride);
    psp.forget();
    var debt = debt();
    assertThat(shown(debt).path("reason").asText()).isEqualTo("authentication_required");

    assertThat(pay(debt, card(debt)).body().path("status").asText()).isEqualTo("COLLECTING");
    awaitDebt(debt, "REQUIRES_ACTION");
    var asked = bank.asked("debt", debt);
    assertThat(shown(debt).at("/action/client_secret").asText()).startsWith(asked.id());
    assertThat(phone.get("/v1/debts").body().at("/items/0/action/type").asText())
        .isEqualTo("use_stripe_sdk");
    assertThat(pay(debt, phone.card("pm_card_visa")).code()).isEqualTo("debt_collecting");
    assertThat(phone.send(phone.wish("pm_card_visa")).code()).isEqualTo("debt_open");
    nobodyElseHasTheSecret();

    bank.answer(asked, true);
    awaitDebt(debt, "PAID");
    assertThat(shown(debt).path("action").isNull()).isTrue();
    assertThat(bank.taken("debt", debt)).isEqualTo(city.bill(ride));
  }

  @Test
  void aDebtIsNeverStuckWithWhoeverDoesNotConfirm() {
    psp.uncapturable.add(RideMoney.RIDE);
    psp.declined.add(RideMoney.EXTRA);
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    psp.forget();
    var debt = debt();
    var card = phone.card(CARD);

    pay(debt, card);
    awaitDebt(debt, "REQUIRES_ACTION");
    bank.answer(bank.asked("debt", debt), false);
    awaitRefused(debt, 1, "authentication_failed");

    pay(debt, card);
    awaitDebt(debt, "REQUIRES_ACTION");
    bank.abandon(bank.asked("debt", debt));
    awaitRefused(debt, 2, "authentication_expired");

    city.site.sql("UPDATE booking.debt SET card_id = ? WHERE id = ?", visaOf(ride), debt);
    city.site.sql("UPDATE booking.debt SET next_look_at = clock_timestamp() WHERE id = ?", debt);
    awaitRefused(debt, 3, "authentication_required");
    assertThat(bank.waiting("debt", debt)).isEmpty();

    pay(debt, visaOf(ride));
    awaitDebt(debt, "PAID");
    assertThat(bank.taken("debt", debt)).isEqualTo(city.bill(ride));
  }

  @Test
  void aTipIsConfirmedOrGivenWithAnotherCard() {
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    var card = phone.card(CARD);

    assertThat(tip(ride, card).body().at("/tip/status").asText()).isEqualTo("PENDING");
    awaitTip(ride, "REQUIRES_ACTION");
    bank.abandon(bank.asked("tip", ride));
    awaitTip(ride, "REFUSED");
    assertThat(shownTip(ride).path("reason").asText()).isEqualTo("authentication_expired");

    tip(ride, card);
    awaitTip(ride, "REQUIRES_ACTION");
    var asked = bank.asked("tip", ride);
    assertThat(shownTip(ride).at("/action/client_secret").asText()).startsWith(asked.id());
    assertThat(tip(ride, phone.card("pm_card_visa")).code()).isEqualTo("tip_given");
    nobodyElseHasTheSecret();

    bank.answer(asked, true);
    awaitTip(ride, "PAID");
    assertThat(bank.taken("tip", ride)).isEqualTo(200);
  }

  @Test
  void aChangeOfTheDestinationWaitsForItsRiderWhileTheRideGoesOn() {
    var rider = underWay();
    var change = rider.ask(ChangingRider.FARTHER);
    rider.awaitPayment(change, "REQUIRES_ACTION");
    var asked = bank.asked(DestinationChange.KIND, change);
    assertThat(rider.shown().at("/destination_changes/0/action/client_secret").asText())
        .startsWith(asked.id());
    assertThat(rider.status(change)).isEqualTo("PROPOSED");
    nobodyElseHasTheSecret();

    bank.answer(asked, true);
    rider.awaitProposal(change, "OPEN");
    rider.accept(change);
    rider.awaitStatus(change, "AGREED");
    rider.arrive();
    assertThat(takenAndOwed(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  /** Nobody has released its charge yet, which still waits for him at the bank. */
  @Test
  void whoeverWithdrewAChangeIsShownNoSecretOfItAnyMore() {
    var rider = underWay();
    var change = rider.ask(ChangingRider.FARTHER);
    rider.awaitPayment(change, "REQUIRES_ACTION");
    var action = "/destination_changes/0/action";
    assertThat(rider.shown().at(action + "/client_secret").asText()).isNotEmpty();

    var withdrawn = "UPDATE booking.destination_change SET withdrawn = ? WHERE id = ?";
    city.site.sql(withdrawn, true, change);
    var shown = rider.shown();
    assertThat(rider.payment(change)).isEqualTo("REQUIRES_ACTION");
    assertThat(shown.at(action).isMissingNode() || shown.at(action).isNull()).isTrue();
    assertThat(shown.toString()).doesNotContain("_secret_");
    city.site.sql(withdrawn, false, change);
    assertThat(rider.shown().at(action + "/client_secret").asText()).isNotEmpty();
  }

  @Test
  void aChangeThatIsNotConfirmedIsRefusedAndTheDriverHearsNothing() {
    var rider = underWay();
    var change = rider.ask(ChangingRider.FARTHER);
    rider.awaitPayment(change, "REQUIRES_ACTION");

    bank.abandon(bank.asked(DestinationChange.KIND, change));
    rider.awaitStatus(change, "REFUSED");

    assertThat(rider.reason(change)).isEqualTo("PAYMENT_DECLINED");
    assertThat(rider.shown().path("status").asText()).isEqualTo("IN_PROGRESS");
    rider.arrive();
    assertThat(takenAndOwed(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  @Test
  void aRideEndsAlthoughItsRiderHasYetToConfirmAChange() {
    var rider = underWay();
    var change = rider.ask(ChangingRider.FARTHER);
    rider.awaitPayment(change, "REQUIRES_ACTION");
    var asked = bank.asked(DestinationChange.KIND, change);

    rider.arrive();

    assertThat(rider.reason(change)).isEqualTo("LAPSED");
    assertThat(rider.payment(change)).isEqualTo("VOIDED");
    assertThat(city.twin.authenticate(asked.id(), true)).as("nothing is left to confirm").isFalse();
    assertThat(takenAndOwed(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  /** A ride whose rider has confirmed its first payment. */
  private UUID authenticated() {
    var ride = phone.send(phone.wish(CARD)).id();
    await().atMost(RideCity.PATIENCE).until(() -> city.payment(ride).equals("REQUIRES_ACTION"));
    bank.answer(bank.asked(RideMoney.RIDE, ride), true);
    return ride;
  }

  private ChangingRider underWay() {
    city.drivers.heldAt = RideStatus.IN_PROGRESS.name();
    var ride = authenticated();
    city.awaitStatus(ride, RideStatus.IN_PROGRESS);
    var rider = ChangingRider.of(city, phone, ride);
    rider.hasDriven(20);
    return rider;
  }

  private static long takenAndOwed(UUID ride) {
    return city.taken(ride)
        + city.site.count(
            "SELECT coalesce(sum(amount_minor), 0) FROM booking.debt WHERE ride_id = ?", ride);
  }

  private static void nobodyElseHasTheSecret() {
    for (var table : List.of("booking.outbox", "booking.history", "booking.idempotency_key")) {
      assertThat(
              city.site.count(
                  "SELECT count(*) FROM %s kept WHERE kept::text LIKE '%%_secret_%%'"
                      .formatted(table)))
          .as(table)
          .isZero();
    }
  }

  private UUID debt() {
    return UUID.fromString(phone.get("/v1/debts").body().at("/items/0/id").asText());
  }

  private JsonNode shown(UUID debt) {
    return phone.get("/v1/debts/" + debt).body();
  }

  private UUID card(UUID debt) {
    return UUID.fromString(shown(debt).path("card_id").asText());
  }

  private static UUID visaOf(UUID ride) {
    return UUID.fromString(
        city.site.value("SELECT card_id::text FROM booking.ride WHERE id = ?", ride));
  }

  private Phone.Answer pay(UUID debt, UUID card) {
    return post("/v1/debts/" + debt + "/pay", "{\"card_id\": \"%s\"}".formatted(card));
  }

  private Phone.Answer tip(UUID ride, UUID card) {
    var body = "{\"amount\": {\"amount\": 200, \"currency\": \"EUR\"}, \"card_id\": \"%s\"}";
    return post("/v1/rides/" + ride + "/tip", body.formatted(card));
  }

  private Phone.Answer post(String path, String body) {
    return phone.post(path, body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  private JsonNode shownTip(UUID ride) {
    return phone.get("/v1/rides/" + ride).body().path("tip");
  }

  private void awaitTip(UUID ride, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .untilAsserted(() -> assertThat(shownTip(ride).path("status").asText()).isEqualTo(status));
  }

  private void awaitDebt(UUID debt, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .untilAsserted(() -> assertThat(shown(debt).path("status").asText()).isEqualTo(status));
  }

  private void awaitRefused(UUID debt, int attempt, String reason) {
    await()
        .atMost(RideCity.PATIENCE)
        .untilAsserted(() -> {
          var shown = shown(debt);
          assertThat(shown.path("attempts").asInt()).isEqualTo(attempt);
          assertThat(shown.path("status").asText()).isEqualTo("OPEN");
          assertThat(shown.path("reason").asText()).isEqualTo(reason);
        });
  }
}
