package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.platform.problem.Problem;

/** While the provider is left alone nobody is let in who would have to pay; nothing is written. */
class DoorsWithoutProviderTest {
  private static RideCity city;

  private Phone phone;

  @BeforeAll
  static void open() {
    var settings =
        Map.<String, Object>of(
            "stripe.breaker-pause", "10s",
            "test.unwilling-psp", true,
            "souk.debts.pauses", "1h,1h,1h,1h,1h");
    city = RideCity.open(settings);
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
  void goOn() {
    city.drivers.heldAt = "";
    isBack();
  }

  private static void isBack() {
    city.first().bean(Unwillingness.class).forget();
    city.twin.clearFaults();
    await()
        .atMost(RideCity.PATIENCE)
        .ignoreExceptionsInstanceOf(Problem.class)
        .untilAsserted(() -> city.first().bean(Charges.class).requireProvider());
  }

  /** Whoever books for tomorrow pays tomorrow. */
  @Test
  void noRideIsRequestedAndOneForTomorrowIsBooked() {
    var soon = phone.wish("pm_card_visa");
    var later = phone.wishFor(Instant.now().plus(1, ChronoUnit.DAYS));
    away();
    assertUnavailable(phone.send(soon));
    assertThat(city.site.count("SELECT count(*) FROM booking.ride WHERE rider_id = ?", phone.rider))
        .isZero();
    assertThat(phone.send(later).status()).isEqualTo(202);
  }

  @Test
  void noTipIsGiven() {
    var ride = settled();
    away();
    var body = "{\"amount\": {\"amount\": 200, \"currency\": \"EUR\"}}";
    assertUnavailable(post("/v1/rides/" + ride + "/tip", body));
    assertThat(city.site.count("SELECT count(*) FROM booking.tip WHERE ride_id = ?", ride))
        .isZero();
  }

  @Test
  void noDebtIsPaid() {
    var unwilling = city.first().bean(Unwillingness.class);
    unwilling.uncapturable.add(RideMoney.RIDE);
    unwilling.declined.add(RideMoney.EXTRA);
    settled();
    unwilling.forget();
    var debt = UUID.fromString(phone.get("/v1/debts").body().at("/items/0/id").asText());
    var card = phone.card("pm_card_mastercard");
    var before = city.site.value("SELECT version::text FROM booking.debt WHERE id = ?", debt);
    away();
    assertUnavailable(post("/v1/debts/" + debt + "/pay", "{\"card_id\": \"%s\"}".formatted(card)));
    assertThat(city.site.value("SELECT version::text FROM booking.debt WHERE id = ?", debt))
        .isEqualTo(before);
  }

  /** One that costs nothing more needs no provider. */
  @Test
  void noDestinationIsChangedForMore() {
    var rider = ChangingRider.slow(city);
    var dear = rider.token(ChangingRider.FARTHER);
    away();
    assertUnavailable(rider.wish(dear));
    assertThat(
            city.site.count(
                "SELECT count(*) FROM booking.destination_change WHERE ride_id = ?", rider.ride))
        .isZero();
    isBack();
    assertThat(rider.wish(dear).status()).isEqualTo(202);
  }

  private UUID settled() {
    var ride = city.follow(phone.request());
    city.awaitSettled(ride);
    return ride;
  }

  private Phone.Answer post(String path, String body) {
    return phone.post(path, body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Whatever is asked of it fails, until it is asked no more. */
  private static void away() {
    city.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
    var charges = city.first().bean(Charges.class);
    await()
        .atMost(RideCity.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          if (isRefused(charges::requireProvider)) return true;
          isRefused(() -> city.first().bean(Cards.class).register(UUID.randomUUID(), "pm_any"));
          return false;
        });
  }

  private static boolean isRefused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (Problem refused) {
      return true;
    }
  }

  private static void assertUnavailable(Phone.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("payments_unavailable");
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
  }
}
