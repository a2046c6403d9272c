package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.dispatch.drive.DriveTrip;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** What a ride costs in the end, whoever ends it, and what becomes of what a card will not give. */
class RideBillTest {
  private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";

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
    city.drivers.heldAt = "";
    assertThat(city.twin.violations()).isEmpty();
    city.awaitMoneyAtItsEnd();
  }

  @Test
  void whoCallsOffLatePaysTheFeeFromTheHold() {
    var ride = heldAt("EN_ROUTE");
    city.site.sql(
        "UPDATE dispatch.trip SET assigned_at = assigned_at - interval '1 h' WHERE id = ?", ride);

    assertThat(phone.cancel(ride).body().path("status").asText()).isEqualTo("CANCELLED");
    city.awaitSettled(ride);

    assertBilled(ride, "cancelled_late", "CAPTURED");
    assertThat(city.intents(ride)).containsExactly("succeeded");
    var receipt = phone.get("/v1/rides/" + ride + "/receipt").body();
    assertThat(receipt.at("/breakdown/0/kind").asText()).isEqualTo("cancellation");
  }

  @Test
  void whoCallsOffInTimePaysNothing() {
    var ride = heldAt("EN_ROUTE");

    phone.cancel(ride);
    city.awaitSettled(ride);

    assertThat(shown(ride).at("/bill/reason").asText()).isEqualTo("cancelled_free");
    assertThat(shown(ride).at("/bill/total/amount").asInt()).isZero();
    assertThat(city.intents(ride)).containsExactly("canceled");
    assertThat(phone.get("/v1/rides/" + ride + "/receipt").status()).isEqualTo(404);
  }

  @Test
  void whatOperationsCallOffIsFreeAndSaysWhoDidIt() {
    var ride = heldAt("EN_ROUTE");
    city.site.sql(
        "UPDATE dispatch.trip SET assigned_at = assigned_at - interval '1 h' WHERE id = ?", ride);
    var path = "/v1/ops/rides/" + ride + "/cancel";
    var why = "{\"reason\": \"street_closed\"}";
    assertThat(phone.post(path, why).status()).isEqualTo(403);
    assertThat(phone.operate(path, "{}").status()).isEqualTo(400);
    assertThat(phone.operate(path.replace(ride.toString(), NOBODYS), why).status()).isEqualTo(404);

    assertThat(phone.operate(path, why).body().path("status").asText()).isEqualTo("CANCELLED");
    assertThat(phone.operate(path, why).status()).isEqualTo(200);
    city.awaitSettled(ride);

    assertThat(city.bill(ride)).isZero();
    assertThat(city.intents(ride)).containsExactly("canceled");
    assertThat(shown(ride).at("/cancelled/by").asText()).isEqualTo("OPS");
    assertThat(shown(ride).at("/cancelled/reason").asText()).isEqualTo("street_closed");
    var written = "SELECT count(*) FROM platform.action_log WHERE subject_id = ?";
    assertThat(city.site.count(written, ride.toString())).isEqualTo(1);
  }

  @Test
  void whoDoesNotComePaysTheFee() {
    var ride = heldAt("ARRIVED");
    waited(ride);

    city.first().bean(DriveTrip.class).noShow(driverOf(ride), ride);
    city.awaitSettled(ride);

    assertThat(city.status(ride)).isEqualTo("NO_SHOW");
    assertBilled(ride, "no_show", "CAPTURED");
    assertThat(phone.cancel(ride).code()).isEqualTo("too_late_to_cancel");
    assertThat(phone.send(phone.wish("pm_card_visa")).status()).isEqualTo(202);
  }

  /** Waiting costs more than was authorized: the rest is a second charge. */
  @Test
  void whatExceedsTheAuthorizationIsASecondCharge() {
    var ride = dearRide();

    city.awaitSettled(ride);

    assertThat(city.bill(ride)).isGreaterThan(authorized(ride));
    assertThat(city.taken(ride)).isEqualTo(city.bill(ride));
    assertThat(city.payment(ride)).isEqualTo("CAPTURED");
    assertThat(shown(ride).at("/payment/captured/amount").asLong()).isEqualTo(city.bill(ride));
    assertThat(debts(ride)).isZero();
  }

  @Test
  void whatTheSecondChargeDoesNotGiveIsADebt() {
    psp.declined.add(RideMoney.EXTRA);
    var ride = dearRide();

    city.awaitSettled(ride);

    assertThat(city.taken(ride)).isEqualTo(authorized(ride));
    assertThat(owed(ride)).isEqualTo(city.bill(ride) - authorized(ride));
    assertThat(shown(ride).at("/payment/owed/amount").asLong()).isEqualTo(owed(ride));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"LOSE_ANSWER", "LOSE_REQUEST", "ERROR_AFTER"})
  void aLostAnswerToTheSecondChargeTakesItOnce(FaultKind fault) {
    var ride = heldAt("IN_PROGRESS");
    psp.uncapturable.add(RideMoney.RIDE);
    city.twin.inject(Fault.once(fault).on(Operation.PAYMENT_INTENTS_CREATE));
    city.twin.inject(Fault.once(fault).on(Operation.PAYMENT_INTENTS_CAPTURE));
    city.drivers.heldAt = "";

    city.awaitSettled(ride);

    assertThat(city.taken(ride)).isEqualTo(city.bill(ride)).isPositive();
    assertThat(debts(ride)).isZero();
  }

  /** What a worker does that wakes up late, or does all again. */
  @Test
  void everyStepOnceMoreChangesNothing() {
    var ride = dearRide();
    city.awaitSettled(ride);
    var steps = city.first().bean(RowRideSteps.class);
    var row = city.site.rows("SELECT * FROM booking.ride WHERE id = ?", ride);
    var taken = city.taken(ride);

    var standings =
        Twins.together(
            () -> steps.bill(ride),
            () -> steps.capture(ride),
            () -> steps.chargeExtra(ride),
            () -> steps.release(ride),
            () -> steps.lookAgainLater(ride));

    assertThat(standings).allMatch(RideStanding::settled);
    assertThat(city.site.rows("SELECT * FROM booking.ride WHERE id = ?", ride)).isEqualTo(row);
    assertThat(city.taken(ride)).isEqualTo(taken);
  }

  /** The hold is given back, and the whole is charged anew. */
  @Test
  void aRefusedCaptureIsChargedAnewAndTheRideSettles() {
    psp.uncapturable.add(RideMoney.RIDE);
    var ride = city.follow(phone.request());

    city.awaitSettled(ride);

    assertThat(city.status(ride)).isEqualTo("COMPLETED");
    assertThat(city.payment(ride)).isEqualTo("VOIDED");
    assertThat(city.intents(ride)).containsExactly("canceled");
    assertThat(city.taken(ride)).isEqualTo(city.bill(ride)).isPositive();
  }

  @Test
  void whatNoChargeGivesIsOwedAndTheRideSettles() {
    psp.uncapturable.add(RideMoney.RIDE);
    psp.uncapturable.add(RideMoney.EXTRA);
    var ride = city.follow(phone.request());

    city.awaitSettled(ride);

    assertThat(city.taken(ride)).isZero();
    assertThat(owed(ride)).isEqualTo(city.bill(ride)).isPositive();
    assertThat(phone.get("/v1/rides/" + ride + "/receipt").status()).isEqualTo(200);
  }

  /** A ride that its drivers leave there. */
  private UUID heldAt(String status) {
    city.drivers.heldAt = status;
    var ride = phone.request();
    city.awaitStatus(ride, RideStatus.valueOf(status));
    return ride;
  }

  private UUID dearRide() {
    var ride = heldAt("ARRIVED");
    waited(ride);
    city.drivers.heldAt = "";
    return ride;
  }

  private static void waited(UUID ride) {
    city.site.sql(
        """
        UPDATE dispatch.trip SET assigned_at = assigned_at - interval '3 h',
          en_route_at = en_route_at - interval '3 h', arrived_at = arrived_at - interval '3 h'
        WHERE id = ?
        """,
        ride);
  }

  private void assertBilled(UUID ride, String reason, String payment) {
    assertThat(shown(ride).at("/bill/reason").asText()).isEqualTo(reason);
    assertThat(city.bill(ride)).isPositive();
    assertThat(city.taken(ride)).isEqualTo(city.bill(ride));
    assertThat(city.payment(ride)).isEqualTo(payment);
    assertThat(debts(ride)).isZero();
  }

  private JsonNode shown(UUID ride) {
    return phone.get("/v1/rides/" + ride).body();
  }

  private static UUID driverOf(UUID ride) {
    return UUID.fromString(
        city.site.value("SELECT driver_id FROM dispatch.trip WHERE id = ?", ride));
  }

  private static long authorized(UUID ride) {
    return city.site.count("SELECT authorize_minor FROM booking.ride WHERE id = ?", ride);
  }

  private static int debts(UUID ride) {
    return city.site.count("SELECT count(*) FROM booking.debt WHERE ride_id = ?", ride);
  }

  private static long owed(UUID ride) {
    return city.site.count("SELECT amount_minor FROM booking.debt WHERE ride_id = ?", ride);
  }
}
