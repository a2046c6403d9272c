package souk.dispatch.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.ApiCalls.answered;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.ApiCalls;
import souk.dispatch.Phones;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.Trips;

/** What a driver's app sees of another destination, and how it answers. */
class DestinationApiTest {
  private static TestCity city;
  private static ApiCalls api;
  private static Phones phones;

  @BeforeAll
  static void open() {
    // an hour, so that no pause of the machine makes anything due by itself
    city =
        TestCity.serve(
            Map.of(
                "souk.roles", "api,worker",
                "souk.destinations.time", "2h",
                "souk.destinations.push-again-after", "1h"));
    api = new ApiCalls(city::uri);
    phones = new Phones(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void theDriverIsAskedAndAgrees() {
    var ride = proposed();
    await().until(() -> !phones.told(ride.driver(), "destination.proposed").isEmpty());
    var told = phones.told(ride.driver(), "destination.proposed").getFirst();
    assertThat(told.get("id").asText()).isEqualTo(ride.change().toString());
    assertThat(told.get("subject").asText()).isEqualTo(ride.change().toString());
    assertThat(told.at("/data/trip_id").asText()).isEqualTo(ride.id().toString());
    assertThat(told.at("/data/fare/amount").asLong()).isEqualTo(1900);
    assertThat(told.at("/data/expires_in_ms").asLong()).isBetween(1L, 7_200_000L);
    assertThat(city.bean(ActiveWork.class).of(ride.driver()).proposal()).isNotNull();

    var trip = ok(answer(ride, "accept"));

    assertThat(trip.at("/dropoff/lat").asDouble()).isEqualTo(Rides.ELSEWHERE.lat());
    assertThat(ok(answer(ride, "accept"))).as("a second tap").isEqualTo(trip);
    assertThat(city.bean(ActiveWork.class).of(ride.driver()).proposal()).isNull();
    await().until(() -> !phones.told(ride.driver(), "trip.destination_changed").isEmpty());
    refused(answer(ride, "decline"), 409, "proposal_accepted");
  }

  @Test
  void theDriverDeclines() {
    var ride = proposed();

    var proposal = ok(answer(ride, "decline"));

    assertThat(proposal.get("status").asText()).isEqualTo("DECLINED");
    assertThat(proposal.get("expires_in_ms").asLong()).isZero();
    assertThat(ok(answer(ride, "decline"))).isEqualTo(proposal);
    refused(answer(ride, "accept"), 409, "proposal_declined");
    assertThat(rides().goesElsewhere(ride)).isFalse();
  }

  @Test
  void anAnswerSaysToWhat() {
    var ride = proposed();
    var path = "/v1/trips/%s/destination/accept".formatted(ride.id());

    answered(api.call(ride.driver(), "DRIVER", "POST", path, "{}"), 400);
    answered(api.call(ride.driver(), "DRIVER", "POST", path, "{\"change_id\": \"x\"}"), 400);
    answered(api.call(ride.driver(), "CUSTOMER", "POST", path, body(ride.change())), 403);
    answered(api.call(ride.driver(), "DRIVER", "POST", path, body(UUID.randomUUID())), 404);
    answered(api.call(city.online(), "DRIVER", "POST", path, body(ride.change())), 404);
    assertThat(rides().status(ride)).isEqualTo(ProposalStatus.OPEN);
  }

  @Test
  void anEndThatTheDriverDidNotMakeLeavesHisScreen() {
    var late = proposed();
    rides().passDeadline(late.change());
    await().until(() -> !phones.told(late.driver(), "destination.expired").isEmpty());
    refused(answer(late, "accept"), 409, "proposal_expired");

    var taken = proposed();
    rides().destinations().withdraw(taken.elsewhere());
    await().until(() -> !phones.told(taken.driver(), "destination.withdrawn").isEmpty());
    refused(answer(taken, "accept"), 409, "proposal_withdrawn");
  }

  @Test
  void untilThePhoneSaysThatItShowsTheProposalItIsToldAgain() {
    var ride = proposed();
    await().until(() -> phones.told(ride.driver(), "destination.proposed").size() == 1);

    makeDue(ride);
    await().until(() -> phones.told(ride.driver(), "destination.proposed").size() == 2);

    rides().destinations().acknowledge(city.online(), ride.change());
    makeDue(ride);
    await().until(() -> phones.told(ride.driver(), "destination.proposed").size() == 3);
    rides().destinations().acknowledge(ride.driver(), ride.change());
    makeDue(ride);
    city.bean(WatchProposals.class).remind();
    assertThat(
            city.value(
                "SELECT push_at < clock_timestamp() FROM dispatch.destination_proposal"
                    + " WHERE id = ?",
                ride.change()))
        .as("nobody took it up")
        .isEqualTo(true);
  }

  private static void makeDue(Rides.Ride ride) {
    city.sql(
        "UPDATE dispatch.destination_proposal SET push_at = clock_timestamp() WHERE id = ?",
        ride.change());
  }

  private static Rides rides() {
    return new Rides(city);
  }

  /** Its driver has no place, since only HTTP is looked at. */
  private static Rides.Ride proposed() {
    var asked = TestCity.asked();
    var driver = city.online();
    var offer = city.offered(city.bean(Trips.class).request(asked), driver);
    city.bean(AcceptOffer.class).accept(driver, offer);
    var ride = new Rides.Ride(asked, driver, Rides.another(asked.id(), driver));
    rides().destinations().propose(ride.elsewhere());
    return ride;
  }

  private static HttpResponse<String> answer(Rides.Ride ride, String word) {
    var path = "/v1/trips/%s/destination/%s".formatted(ride.id(), word);
    return api.call(ride.driver(), "DRIVER", "POST", path, body(ride.change()));
  }

  private static String body(UUID change) {
    return "{\"change_id\": \"%s\"}".formatted(change);
  }
}
