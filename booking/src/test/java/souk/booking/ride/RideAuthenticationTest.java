package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IntentHistory;

/** A card that wants its holder: the ride waits for him, and goes on or ends as he does. */
class RideAuthenticationTest {
  private static final String CARD = "pm_card_threeDSecure2Required";

  private static RideCity city;

  @BeforeAll
  static void open() {
    city = RideCity.open();
  }

  @AfterAll
  static void close() {
    assertThat(city.twin.violations()).isEmpty();
    city.close();
  }

  @Test
  void goesOnWhenTheRiderHasAuthenticated() {
    var phone = city.phone();
    var ride = asked(phone);
    var shown = phone.get("/v1/rides/" + ride).body();
    assertThat(shown.path("status").asText()).isEqualTo("REQUESTED");
    assertThat(action(phone, ride).path("type").asText()).isEqualTo("use_stripe_sdk");
    assertThat(action(phone, ride).path("client_secret").asText()).startsWith(intent(ride).id());
    assertThat(
            city.site.rows(
                "SELECT 1 FROM booking.history WHERE order_id = '%s' AND type = '%s'"
                    .formatted(ride, RideEvent.PAYMENT_ACTION_REQUIRED)))
        .hasSize(1);

    city.twin.authenticate(intent(ride).id(), true);
    city.follow(ride);
    city.awaitSettled(ride);
    assertThat(city.payment(ride)).isEqualTo("CAPTURED");
    assertThat(action(phone, ride).isNull()).isTrue();
  }

  @Test
  void isNotPaidForWhenTheRiderFails() {
    var phone = city.phone();
    var ride = asked(phone);
    city.twin.authenticate(intent(ride).id(), false);
    city.awaitStatus(ride, RideStatus.PAYMENT_DECLINED);
    var payment = phone.get("/v1/rides/" + ride).body().path("payment");
    assertThat(payment.path("reason").asText()).isEqualTo("authentication_failed");
    assertThat(intent(ride).status()).isEqualTo("canceled");
    assertThat(phone.request()).as("he may ride with another card").isNotNull();
  }

  @Test
  void isGivenUpWhileItWaits() {
    var phone = city.phone();
    var ride = asked(phone);
    assertThat(phone.cancel(ride).status()).isEqualTo(200);
    city.awaitSettled(ride);
    assertThat(city.status(ride)).isEqualTo("CANCELLED");
    assertThat(city.payment(ride)).isEqualTo("VOIDED");
    assertThat(intent(ride).status()).isEqualTo("canceled");
  }

  private static UUID asked(Phone phone) {
    var ride = phone.send(phone.wish(CARD)).id();
    await().atMost(RideCity.PATIENCE).until(() -> city.payment(ride).equals("REQUIRES_ACTION"));
    return ride;
  }

  private static JsonNode action(Phone phone, UUID ride) {
    return phone.get("/v1/rides/" + ride).body().path("payment").path("action");
  }

  private static IntentHistory intent(UUID ride) {
    return city.twin.intents().stream()
        .filter(intent -> ride.toString().equals(intent.chargeId()))
        .findAny()
        .orElseThrow();
  }
}
