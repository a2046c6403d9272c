package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;
import souk.dispatch.drive.DriveTrip;

/** Another destination under way: its price, both consents and its end. */
class ChangeDestinationTest {
  private static final Point IN_THE_SEA = new Point(43.70, 7.50);

  private static RideCity city;

  @BeforeAll
  static void open() {
    city = RideCity.open();
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @AfterEach
  void nothingIsTakenTwice() {
    assertThat(city.twin.violations()).isEmpty();
  }

  @Test
  void whateverTheDriverDoesNotAgreeToChangesNothing() {
    var rider = ChangingRider.slow(city);
    var before = rider.fare();
    var declined = rider.asked(ChangingRider.FARTHER);
    rider.decline(declined);
    rider.awaitPayment(declined, "VOIDED");
    var expired = rider.asked(ChangingRider.FARTHER);
    rider.passDeadline(expired);
    rider.awaitPayment(expired, "VOIDED");
    var withdrawn = rider.asked(ChangingRider.FARTHER);
    assertThat(rider.withdraw(withdrawn).status()).isEqualTo(200);
    assertThat(rider.withdraw(withdrawn).status()).as("a second tap").isEqualTo(200);
    rider.awaitPayment(withdrawn, "VOIDED");

    assertThat(List.of(rider.reason(declined), rider.reason(expired), rider.reason(withdrawn)))
        .containsExactly("DRIVER_DECLINED", "EXPIRED", "WITHDRAWN");
    assertThat(rider.rideTo()).isEqualTo(Phone.HARBOUR);
    assertThat(rider.fare()).isEqualTo(before);
    rider.arrive();
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
    assertThat(openAuthorizations(rider.ride)).isZero();
  }

  @Test
  void theEndOfTheTripOvertakesAnOpenChange() {
    var rider = ChangingRider.slow(city);
    var change = rider.asked(ChangingRider.FARTHER);

    rider.arrive();

    assertThat(rider.status(change)).isEqualTo("REFUSED");
    assertThat(rider.reason(change)).isEqualTo("LAPSED");
    assertThat(rider.payment(change)).isEqualTo("VOIDED");
    assertThat(rider.rideTo()).isEqualTo(Phone.HARBOUR);
    assertThat(openAuthorizations(rider.ride)).isZero();
  }

  @Test
  void theNextDriverIsNotAskedWhatTheFirstWas() {
    var rider = ChangingRider.at(city, RideStatus.EN_ROUTE);
    var change = rider.asked(ChangingRider.FARTHER);

    city.last().bean(DriveTrip.class).giveBack(rider.driver(), rider.ride, "flat_tyre");
    rider.awaitStatus(change, "REFUSED");

    assertThat(rider.reason(change)).isEqualTo("LAPSED");
    city.drivers.heldAt = "";
    city.awaitSettled(rider.ride);
    assertThat(city.status(rider.ride)).isEqualTo("COMPLETED");
  }

  @Test
  void whoCallsOffOvertakesHisOwnWish() {
    var rider = ChangingRider.at(city, RideStatus.EN_ROUTE);
    var change = rider.asked(ChangingRider.FARTHER);

    assertThat(rider.phone.cancel(rider.ride).status()).isEqualTo(200);
    city.awaitSettled(rider.ride);

    assertThat(rider.status(change)).isEqualTo("REFUSED");
    assertThat(openAuthorizations(rider.ride)).isZero();
    assertThat(city.taken(rider.ride)).isZero();
  }

  @Test
  void anAgreedChangeCannotBeTakenBack() {
    var rider = ChangingRider.slow(city);
    var change = rider.asked(ChangingRider.FARTHER);
    rider.accept(change);

    var answer = rider.withdraw(change);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("change_agreed");
    assertThat(rider.rideTo()).isEqualTo(ChangingRider.FARTHER);
    assertThat(rider.withdraw(UUID.randomUUID()).status()).isEqualTo(404);
    rider.arrive();
  }

  @Test
  void atMostThreeAreAgreedOnAndEachQuoteIsGoodForWhereTheRideGoes() {
    var rider = ChangingRider.slow(city);
    for (var place : List.of(ChangingRider.FARTHER, ChangingRider.NEARER, Phone.HARBOUR)) {
      var outdated = rider.token(place.equals(Phone.HARBOUR) ? Phone.CASINO : place);
      var change = rider.asked(place);
      refused(rider.wish(outdated), 409, "change_open");
      rider.accept(change);
      rider.awaitStatus(change, "AGREED");
      refused(rider.wish(outdated), 409, "quote_outdated");
    }

    refused(rider.wish(rider.token(ChangingRider.NEARER)), 409, "too_many_changes");

    rider.arrive();
    var receipt = rider.phone.get("/v1/rides/" + rider.ride + "/receipt").body();
    assertThat(receipt.at("/first_dropoff/lat").asDouble()).isEqualTo(Phone.HARBOUR.lat());
    assertThat(openAuthorizations(rider.ride)).isZero();
  }

  @Test
  void aKeyHasOneChange() {
    var rider = ChangingRider.slow(city);
    var token = rider.token(ChangingRider.FARTHER);
    var key = UUID.randomUUID().toString();

    var first = rider.wish(token, key);
    var again = rider.wish(token, key);

    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(again.response().headers().firstValue("Idempotent-Replayed")).contains("true");
    refused(rider.phone.post("/v1/rides/" + rider.ride + "/destination", "{}"), 400, "");
    rider.arrive();
    assertThat(changes(rider.ride)).isEqualTo(1);
  }

  @Test
  void whatIsNoDestinationIsRefused() {
    var rider = ChangingRider.slow(city);
    refused(rider.quoted(IN_THE_SEA), 422, "outside_service_area");
    refused(rider.quoted(Phone.HARBOUR), 422, "same_place");
    refused(rider.wish("nonsense"), 422, "quote_invalid");
    refused(rider.wish(rider.phone.quote()), 422, "quote_invalid");
    var stranger = ChangingRider.slow(city);
    refused(rider.wish(stranger.token(ChangingRider.FARTHER)), 422, "quote_invalid");
    assertThat(
            rider
                .phone
                .post(
                    "/v1/rides",
                    "{\"quote\": \"%s\", \"card_id\": \"%s\"}"
                        .formatted(rider.token(ChangingRider.FARTHER), UUID.randomUUID()),
                    "Idempotency-Key",
                    UUID.randomUUID().toString())
                .code())
        .isEqualTo("quote_invalid");
    assertThat(stranger.phone.get("/v1/rides/" + rider.ride).status()).isEqualTo(404);
    rider.arrive();
    refused(rider.quoted(ChangingRider.FARTHER), 409, "destination_fixed");
    assertThat(changes(rider.ride)).isZero();
    stranger.arrive();
  }

  private static void refused(Phone.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    if (!code.isEmpty()) assertThat(answer.code()).isEqualTo(code);
  }

  private static int changes(UUID ride) {
    return city.site.count(
        "SELECT count(*) FROM booking.destination_change WHERE ride_id = ?", ride);
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
