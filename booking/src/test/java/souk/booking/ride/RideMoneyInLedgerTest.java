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
    assertThat(phone.inspect("/v1/ops/orders/ride/" + UUID.randomUUID() + "/money").status())
        .isEqualTo(404);
    assertThat(phone.inspect("/v1/ops/orders/stay/" + ride + "/money").status()).isEqualTo(404);
    assertThat(phone.get("/v1/ops/orders/ride/" + ride + "/money").status()).isEqualTo(403);
    assertThat(phone.inspect("/v1/ops/orders/Ride!/" + ride + "/money").status()).isEqualTo(400);
  }

  @Test
  void theLedgerAsAWholeBalancesAndSaysWhatIsOpen() {
    var phone = city.phone();
    city.awaitSettled(city.follow(phone.request()));
    var trial = phone.inspect("/v1/ops/ledger/trial-balance").body();
    assertThat(trial.path("balanced").asBoolean()).isTrue();
    assertThat(trial.at("/total/0/currency").asText()).isEqualTo("EUR");
    assertThat(trial.at("/total/0/amount").asLong()).isZero();
    assertThat(trial.path("items").findValuesAsText("account")).contains("payee:payable");

    city.drivers.heldAt = "EN_ROUTE";
    var ride = city.follow(phone.request());
    city.awaitStatus(ride, RideStatus.EN_ROUTE);
    var open = phone.inspect("/v1/ops/ledger/open?limit=1").body();
    assertThat(open.at("/items/0/account").asText())
        .isEqualTo("memo:reserved_for:ride " + ride + ":EUR");
    assertThat(open.at("/items/0/age_s").isNumber()).isTrue();
    city.drivers.heldAt = "";
    city.awaitSettled(ride);
  }

  @Test
  void badQuestionsAreRefused() {
    var phone = city.phone();
    var export = "/v1/ops/ledger/export?format=";
    assertThat(phone.inspect(export + "excel").status()).isEqualTo(400);
    assertThat(phone.inspect(export + "ledger&from=yesterday").status()).isEqualTo(400);
    assertThat(phone.inspect(export + "ledger&from=2999-01-01T00:00:00Z").code())
        .isEqualTo("span_empty");
    assertThat(phone.inspect("/v1/ops/ledger/open?limit=0").status()).isEqualTo(400);
    assertThat(phone.inspect("/v1/ops/ledger/open?cursor=x").code()).isEqualTo("cursor_invalid");
    assertThat(phone.get("/v1/ops/ledger/trial-balance").status()).isEqualTo(403);
  }

  private static JsonNode money(Phone phone, UUID ride) {
    return phone.inspect("/v1/ops/orders/ride/" + ride + "/money").body();
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
