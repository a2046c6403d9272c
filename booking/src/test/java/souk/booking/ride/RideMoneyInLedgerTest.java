package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every cent of a ride is somebody's in the end, and operations can see whose. */
class RideMoneyInLedgerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RideCity city;

  @BeforeAll
  static void open() {
    city = RideCity.open();
  }

  @AfterAll
  static void close() {
    city.assertEveryRideSettledOnce();
    city.close();
  }

  @Test
  void aRideIsExplainedFromCardToDriver() {
    var phone = city.phone();
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    await().atMost(PATIENCE).until(() -> money(phone, ride).path("explained").asBoolean());

    var money = money(phone, ride);
    assertThat(money.path("postings").findValuesAsText("what"))
        .containsExactly("AUTHORIZED", "HOLD_RESOLVED", "CAPTURED", "COMPLETED");
    var bill = city.bill(ride);
    assertThat(credited(money, "payee:payable") + credited(money, "platform:revenue:commission"))
        .isEqualTo(bill - credited(money, "tax:payable"));
    assertThat(credited(money, "payee:payable"))
        .as("four fifths of what is before tax")
        .isEqualTo(Math.round((bill - credited(money, "tax:payable")) * 0.8));
    assertThat(money.path("on_its_way")).isEmpty();
  }

  @Test
  void aRideNobodyPaysForMovesNoMoney() {
    var phone = city.phone();
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    assertThat(phone.operator("/v1/ops/orders/ride/" + UUID.randomUUID() + "/money").status())
        .isEqualTo(404);
    assertThat(phone.get("/v1/ops/orders/ride/" + ride + "/money").status()).isEqualTo(403);
    assertThat(phone.operator("/v1/ops/orders/Ride!/" + ride + "/money").status()).isEqualTo(400);
  }

  private static JsonNode money(Phone phone, UUID ride) {
    return phone.operator("/v1/ops/orders/ride/" + ride + "/money").body();
  }

  private static long credited(JsonNode money, String account) {
    var sum = 0L;
    for (var posting : money.path("postings")) {
      for (var line : posting.path("lines")) {
        var credit = line.path("side").asText().equals("CREDIT");
        if (credit && line.path("account").asText().startsWith(account)) {
          sum += line.at("/amount/amount").asLong();
        }
      }
    }
    return sum;
  }
}
