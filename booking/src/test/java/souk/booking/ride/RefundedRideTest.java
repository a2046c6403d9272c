package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A receipt says what the rider has really paid, whatever went back since. */
class RefundedRideTest {
  @Test
  void aReceiptShowsWhatWentBack() {
    try (var city = RideCity.open()) {
      var phone = city.phone();
      var ride = city.follow(phone.request());
      city.awaitSettled(ride);
      var fare = receipt(phone, ride).at("/fare/amount").asLong();
      assertThat(receipt(phone, ride).at("/paid/amount").asLong()).isEqualTo(fare);

      var refund =
          phone.operate(
              "/v1/ops/charges/" + ride + "/refunds",
              "{\"amount\": {\"amount\": 150, \"currency\": \"EUR\"}, \"reason\": \"rain\"}",
              "Idempotency-Key",
              UUID.randomUUID().toString());
      assertThat(refund.status()).as(refund.response().body()).isEqualTo(202);
      city.site.sql("UPDATE payments.charge SET disputed_minor = 100 WHERE id = ?", ride);

      assertThat(receipt(phone, ride).at("/charges/0/refunded/amount").asLong()).isEqualTo(150);
      assertThat(receipt(phone, ride).at("/charges/0/disputed/amount").asLong()).isEqualTo(100);
      assertThat(receipt(phone, ride).at("/paid/amount").asLong()).isEqualTo(fare - 250);
      await()
          .atMost(RideCity.PATIENCE)
          .until(() ->
              phone
                  .get("/v1/payments/" + ride + "/refunds")
                  .body()
                  .at("/items/0/status")
                  .asText()
                  .equals("SUCCEEDED"));
      assertThat(receipt(phone, ride).at("/paid/amount").asLong()).isEqualTo(fare - 250);
      assertThat(city.twin.violations()).isEmpty();
    }
  }

  private static JsonNode receipt(Phone phone, UUID ride) {
    return phone.get("/v1/rides/" + ride + "/receipt").body();
  }
}
