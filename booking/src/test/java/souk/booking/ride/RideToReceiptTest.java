package souk.booking.ride;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.platform.evidence.Evidence;
import souk.platform.evidence.EvidenceSource;

class RideToReceiptTest {
  @Test
  void aCompletedRideHasAReceiptAndCanNoLongerBeCalledOff() {
    try (var city = RideCity.open()) {
      var phone = city.phone();
      var ride = city.follow(phone.request());
      city.awaitSettled(ride);

      var shown = phone.get("/v1/rides/" + ride).body();
      var receipt = phone.get("/v1/rides/" + ride + "/receipt");
      var cancelled = phone.cancel(ride);

      assertThat(shown.path("status").asText()).isEqualTo("COMPLETED");
      assertThat(shown.path("payment").path("status").asText()).isEqualTo("CAPTURED");
      assertThat(shown.path("driver").path("vehicle").path("model").asText()).isEqualTo("Zoe");
      assertThat(receipt.status()).isEqualTo(200);
      assertThat(receipt.body().path("number").asText()).startsWith("MONACO-");
      assertThat(receipt.body().path("fare")).isEqualTo(shown.at("/bill/total"));
      assertThat(receipt.body().at("/charges/0/amount")).isEqualTo(shown.at("/bill/total"));
      assertThat(receipt.body().at("/charges/0/card/last4").asText()).isEqualTo("4242");
      assertThat(receipt.body().path("explanation").asText()).isNotBlank();
      assertThat(receipt.body().path("card").path("last4").asText()).isEqualTo("4242");
      assertThat(receipt.body().path("driver").path("name").asText()).isEqualTo("Dina");
      assertThat(onRecord(city, ride))
          .contains(receipt.body().path("number").asText(), "Journey ended: ", "Vehicle ");
      assertThat(cancelled.status()).isEqualTo(409);
      assertThat(cancelled.code()).isEqualTo("too_late_to_cancel");
      city.assertEveryRideSettledOnce();
    }
  }

  /** What an issuer may be shown, should the rider dispute it. */
  private static String onRecord(RideCity city, UUID ride) {
    return city.first().beans(EvidenceSource.class).stream()
        .flatMap(source -> source.of(ride).stream())
        .map(Evidence::text)
        .collect(joining("\n"));
  }

  @Test
  void theRiderSeesTheCarAndHowLongItNeedsWhileItIsOnItsWay() {
    try (var city = RideCity.open()) {
      var phone = city.phone();
      city.drivers.heldAt = "EN_ROUTE";
      var ride = city.follow(phone.request());
      city.awaitStatus(ride, RideStatus.EN_ROUTE);

      // with his next position: where he was before is not where this trip's driver is
      var driver =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> phone.get("/v1/rides/" + ride).body().path("driver"),
                  shown -> shown.at("/position/age_ms").isNumber());
      assertThat(driver.at("/eta/to").asText()).isEqualTo("PICKUP");
      assertThat(driver.at("/eta/seconds").isNumber()).isTrue();
      assertThat(driver.at("/eta/source").asText()).isNotBlank();

      city.drivers.heldAt = "ARRIVED";
      city.awaitStatus(ride, RideStatus.ARRIVED);
      assertThat(phone.get("/v1/rides/" + ride).body().at("/driver/eta").isObject())
          .as("he is there")
          .isFalse();
      city.drivers.heldAt = "";
      city.awaitSettled(ride);
    }
  }

  @Test
  void whatWasPromisedIsHeldAgainstWhatItTook() {
    try (var city = RideCity.open()) {
      var ride = city.follow(city.phone().request());
      city.awaitSettled(ride);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  city.site.value(
                      "SELECT coalesce(string_agg(kind, ' ' ORDER BY kind), '') FROM dispatch.eta_record"
                          + " WHERE trip_id = CAST(? AS uuid) AND actual_s IS NOT NULL"
                          // what the rider is shown on the way is not there on every way so short
                          + " AND kind IN ('OFFER', 'QUOTE')",
                      ride),
              "OFFER QUOTE"::equals);
    }
  }
}
