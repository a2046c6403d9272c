package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.booking.UnwillingPsp.Unwillingness;

/** What another destination costs, from which charges it is taken, and what is given back. */
class ChangeMoneyTest {
  private static RideCity city;
  private static Unwillingness psp;

  @BeforeAll
  static void open() {
    city = RideCity.open(Map.of("test.unwilling-psp", true, "souk.debts.pauses", "1h,1h"));
    psp = city.first().bean(Unwillingness.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @AfterEach
  void nothingIsTakenTwice() {
    psp.forget();
    assertThat(city.twin.violations()).isEmpty();
  }

  @Test
  void agreedOnTheRideGoesThereAndIsPaidFromBothAuthorizations() {
    var rider = ChangingRider.slow(city);
    var before = rider.fare();
    var change = rider.asked(ChangingRider.FARTHER);
    assertThat(rider.payment(change)).isEqualTo("AUTHORIZED");
    assertThat(rider.rideTo()).as("until the driver agrees").isEqualTo(Phone.HARBOUR);

    rider.accept(change);
    rider.awaitStatus(change, "AGREED");
    assertThat(rider.rideTo()).isEqualTo(ChangingRider.FARTHER);
    assertThat(rider.tripTo()).isEqualTo(ChangingRider.FARTHER);
    assertThat(rider.fare()).isGreaterThan(before);
    silence(rider.ride);
    rider.arrive();

    assertThat(city.bill(rider.ride)).isGreaterThan(before * 6 / 5);
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
    assertThat(rider.payment(change)).isEqualTo("CAPTURED");
    assertThat(city.first().bean(Rides.class).ordersOf(rider.ride))
        .containsExactly(rider.ride, change);
    var receipt = rider.phone.get("/v1/rides/" + rider.ride + "/receipt").body();
    assertThat(receipt.path("charges")).hasSize(2);
    assertThat(receipt.at("/first_dropoff/lat").asDouble()).isEqualTo(Phone.HARBOUR.lat());
    assertThat(receipt.at("/dropoff/lat").asDouble()).isEqualTo(ChangingRider.FARTHER.lat());
    assertThat(receipt.at("/charges/0/amount/amount").asLong()).isEqualTo(authorized(rider.ride));
  }

  @Test
  void whatIsNotNeededIsGivenBack() {
    var rider = ChangingRider.at(city, RideStatus.IN_PROGRESS);
    rider.hasDriven(5);
    var change = rider.asked(ChangingRider.FARTHER);
    rider.accept(change);
    rider.awaitStatus(change, "AGREED");

    // by a little it is dearer, and what was reserved before the ride covers that
    rider.arrive();

    assertThat(rider.payment(change)).isEqualTo("VOIDED");
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  @Test
  void aShorterWayNeedsNoMoreMoneyAndMayCostLess() {
    var rider = ChangingRider.at(city, RideStatus.EN_ROUTE);
    var before = rider.fare();
    var change = rider.asked(ChangingRider.NEARER);
    assertThat(rider.payment(change)).isEqualTo("PENDING");

    rider.accept(change);
    rider.awaitStatus(change, "AGREED");

    assertThat(rider.fare()).isBetween(1L, before);
    assertThat(rider.shown().at("/destination_changes/0/authorize/amount").asLong()).isZero();
    city.drivers.heldAt = "";
    city.awaitSettled(rider.ride);
    assertThat(city.site.count("SELECT count(*) FROM payments.charge WHERE id = ?", change))
        .isZero();
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  @Test
  void aRefusedCardAsksNobody() {
    var rider = ChangingRider.slow(city);
    psp.declined.add(DestinationChange.KIND);

    var change = rider.ask(ChangingRider.FARTHER);
    rider.awaitStatus(change, "REFUSED");

    assertThat(rider.reason(change)).isEqualTo("PAYMENT_DECLINED");
    assertThat(
            city.site.count(
                "SELECT count(*) FROM dispatch.destination_proposal WHERE id = ?", change))
        .isZero();
    assertThat(rider.shown().path("status").asText()).isEqualTo("IN_PROGRESS");
    rider.arrive();
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
  }

  /** Whatever takes the second money, what was taken and what is owed is the bill. */
  @ParameterizedTest
  @EnumSource
  void whatAChangesCardDoesNotGiveIsChargedOnceMoreOrOwed(Unwilling what) {
    var rider = ChangingRider.slow(city);
    var change = rider.asked(ChangingRider.FARTHER);
    rider.accept(change);
    rider.awaitStatus(change, "AGREED");
    silence(rider.ride);
    psp.uncapturable.add(DestinationChange.KIND);
    if (what == Unwilling.BOTH) psp.declined.add(RideMoney.EXTRA);

    rider.arrive();

    assertThat(rider.payment(change)).isEqualTo("VOIDED");
    var owed =
        city.site.count(
            "SELECT coalesce(sum(amount_minor), 0) FROM booking.debt WHERE ride_id = ?",
            rider.ride);
    assertThat(owed > 0).isEqualTo(what == Unwilling.BOTH);
    assertThat(city.taken(rider.ride) + owed).isEqualTo(city.bill(rider.ride));
    assertThat(openAuthorizations(rider.ride)).isZero();
  }

  /** Nothing that the driver's phone says belongs to the ride, so that it costs what was agreed. */
  private static void silence(UUID ride) {
    city.site.sql(
        "UPDATE dispatch.trip SET assigned_at = clock_timestamp() + interval '1 h' WHERE id = ?",
        ride);
  }

  private static long authorized(UUID ride) {
    return city.site.count("SELECT authorize_minor FROM booking.ride WHERE id = ?", ride);
  }

  /** Which charges cannot be made. */
  enum Unwilling {
    CHANGE,
    BOTH
  }

  private static int openAuthorizations(UUID ride) {
    return city.site.count(
        """
        SELECT count(*) FROM payments.charge
        WHERE (id = ? OR id IN (SELECT id FROM booking.destination_change WHERE ride_id = ?))
          AND status NOT IN ('CAPTURED', 'VOIDED', 'DECLINED')
        """,
        ride,
        ride);
  }
}
