package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.ApiCalls;
import souk.dispatch.TestCity;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.trip.Trips;

/** Offers and trips over HTTP, as the contract of the API has them. */
class DrivingApiTest {
  private static final Set<String> TRIP =
      Set.of(
          "id",
          "version",
          "status",
          "city_id",
          "product",
          "pickup",
          "dropoff",
          "pickup_at",
          "driver_id",
          "rider",
          "assigned_at",
          "en_route_at",
          "arrived_at",
          "started_at",
          "completed_at",
          "cancelled");

  private static final Set<String> OFFER =
      Set.of(
          "id",
          "trip_id",
          "version",
          "status",
          "product",
          "pickup",
          "dropoff",
          "pickup_at",
          "pickup_eta_s",
          "eta_source",
          "made_at",
          "expires_at",
          "expires_in_ms",
          "fare",
          "after_trip_id");

  private static TestCity city;
  private static ApiCalls api;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of());
    api = new ApiCalls(city::uri);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void aDriverTakesATripToItsEnd() {
    var driver = city.online();
    var offer = city.offered(driver);

    var trip = ok(post(driver, "/v1/offers/" + offer + "/accept"));

    assertThat(trip.properties()).extracting(Map.Entry::getKey).hasSameElementsAs(TRIP);
    assertThat(trip.get("status").asText()).isEqualTo("ASSIGNED");
    assertThat(trip.get("driver_id").asText()).isEqualTo(driver.toString());
    assertThat(trip.get("rider").properties()).hasSize(1);
    assertThat(trip.at("/rider/name").asText()).isEqualTo("Rita");
    assertThat(trip.at("/pickup/lat").asDouble()).isEqualTo(TestCity.CASINO.lat());
    assertThat(trip.get("cancelled").isNull()).isTrue();
    var path = "/v1/trips/" + trip.get("id").asText();
    assertThat(ok(post(driver, path + "/en-route")).get("status").asText()).isEqualTo("EN_ROUTE");
    assertThat(ok(post(driver, path + "/arrive")).get("status").asText()).isEqualTo("ARRIVED");
    assertThat(ok(post(driver, path + "/start")).get("status").asText()).isEqualTo("IN_PROGRESS");
    var completed = ok(post(driver, path + "/complete"));
    assertThat(completed.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(ok(post(driver, path + "/en-route"))).isEqualTo(completed);
    assertThat(ok(api.call(driver, "DRIVER", "GET", path, ""))).isEqualTo(completed);
  }

  @Test
  void aDeclinedOfferIsAnsweredAsItStands() {
    var driver = city.online();
    var offer = city.offered(driver);

    var declined = ok(post(driver, "/v1/offers/" + offer + "/decline"));

    assertThat(declined.properties()).extracting(Map.Entry::getKey).hasSameElementsAs(OFFER);
    assertThat(declined.get("status").asText()).isEqualTo("DECLINED");
    assertThat(declined.get("expires_in_ms").asLong()).isZero();
    assertThat(declined.at("/fare/currency").asText()).isEqualTo("EUR");
    assertThat(ok(post(driver, "/v1/offers/" + offer + "/decline"))).isEqualTo(declined);
    refused(post(driver, "/v1/offers/" + offer + "/accept"), 409, "offer_declined");
  }

  @Test
  void whoComesTooLateLearnsWhy() {
    var slow = city.online();
    var overdue = city.offered(slow);
    city.passDeadline(overdue);
    refused(post(slow, "/v1/offers/" + overdue + "/accept"), 409, "offer_expired");

    var left = city.online();
    var withdrawn = city.offered(left);
    city.bean(GoOffline.class).goOffline(left);
    refused(post(left, "/v1/offers/" + withdrawn + "/accept"), 409, "offer_withdrawn");

    var unlucky = city.online();
    var asked = TestCity.asked();
    var cancelled = city.offered(city.bean(Trips.class).request(asked), unlucky);
    city.bean(Trips.class).cancel(asked, TestCity.byRider());
    refused(post(unlucky, "/v1/offers/" + cancelled + "/accept"), 409, "trip_cancelled");

    var willing = city.online();
    var accepted = city.offered(willing);
    ok(post(willing, "/v1/offers/" + accepted + "/accept"));
    refused(post(willing, "/v1/offers/" + accepted + "/decline"), 409, "offer_accepted");
  }

  @Test
  void strangersAndNobodyGetNothing() {
    var driver = city.online();
    var offer = city.offered(driver);
    var stranger = city.online();
    refused(post(stranger, "/v1/offers/" + offer + "/accept"), 404, "not_found");
    refused(post(stranger, "/v1/offers/" + offer + "/decline"), 404, "not_found");
    refused(post(stranger, "/v1/offers/" + UUID.randomUUID() + "/accept"), 404, "not_found");
    assertThat(post(driver, "/v1/offers/not-an-id/accept").statusCode()).isEqualTo(400);
    refused(
        api.call(driver, "CUSTOMER", "POST", "/v1/offers/" + offer + "/accept", ""),
        403,
        "forbidden");

    var trip =
        "/v1/trips/" + ok(post(driver, "/v1/offers/" + offer + "/accept")).get("id").asText();
    for (var step : Set.of("/en-route", "/arrive", "/start", "/no-show", "/complete", "/cancel")) {
      refused(post(stranger, trip + step), 404, "not_found");
    }
    refused(api.call(stranger, "DRIVER", "GET", trip, ""), 404, "not_found");
    assertThat(ok(api.call(UUID.randomUUID(), "OPS", "GET", trip, "")).get("status").asText())
        .isEqualTo("ASSIGNED");
  }

  @Test
  void aStepAheadIsRefusedWithTheState() {
    var driver = city.online();
    var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));

    var refused =
        refused(
            post(driver, "/v1/trips/" + trip.get("id").asText() + "/complete"),
            409,
            "illegal_transition");

    assertThat(refused.get("state").asText()).isEqualTo("ASSIGNED");
  }

  @Test
  void whoDidNotComeIsSaidByTheDriverAtThePickup() {
    var driver = city.online();
    var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));
    var path = "/v1/trips/" + trip.get("id").asText();
    ok(post(driver, path + "/en-route"));
    ok(post(driver, path + "/arrive"));
    city.sql("UPDATE dispatch.trip SET no_show_after_s = 300");

    var early = refused(post(driver, path + "/no-show"), 409, "rider_may_still_come");
    assertThat(early.get("seconds_left").asLong()).isBetween(1L, 300L);
    city.sql("UPDATE dispatch.trip SET no_show_after_s = 0");

    var called = ok(post(driver, path + "/no-show"));
    assertThat(called.at("/cancelled/by").asText()).isEqualTo("DRIVER");
    assertThat(called.at("/cancelled/reason").asText()).isEqualTo("no_show");
  }

  @Test
  void aTripIsGivenBackWithOrWithoutAReason() {
    for (var body : new String[] {"", "{}", "{\"reason\": null}", "{\"reason\": \"flat_tyre\"}"}) {
      var driver = city.online();
      var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));
      var path = "/v1/trips/" + trip.get("id").asText() + "/cancel";

      var answer = ok(api.call(driver, "DRIVER", "POST", path, body));

      assertThat(answer.properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("trip_id", "status");
      assertThat(answer.get("status").asText()).isEqualTo("WAITING");
      assertThat(ok(api.call(driver, "DRIVER", "POST", path, body))).isEqualTo(answer);
    }
  }

  @Test
  void operationsReassignATripAndNobodyElseDoes() {
    var driver = city.online();
    var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));
    var path = "/v1/ops/trips/" + trip.get("id").asText() + "/reassign";
    var operator = UUID.randomUUID();
    for (var body :
        new String[] {
          "",
          "{}",
          "{\"reason\": \" \"}",
          "{\"reason\": \"%s\"}".formatted("x".repeat(201)),
          "{\"reason\": \"a\\u0000b\"}",
          "{\"reason\": \"rude\", \"driver_id\": \"7\"}"
        }) {
      var answer = api.call(operator, "OPS", "POST", path, body);
      assertThat(answer.statusCode()).as(body + " → " + answer.body()).isEqualTo(400);
    }
    var body = "{\"reason\": \"rude\", \"driver_id\": \"%s\"}".formatted(driver);
    refused(api.call(driver, "DRIVER", "POST", path, body), 403, "forbidden");

    var waiting = ok(api.call(operator, "OPS", "POST", path, body));

    assertThat(waiting.properties()).extracting(Map.Entry::getKey).hasSameElementsAs(TRIP);
    assertThat(waiting.get("status").asText()).isEqualTo("WAITING");
    assertThat(waiting.get("driver_id").isNull()).isTrue();
    assertThat(ok(api.call(operator, "OPS", "POST", path, body))).isEqualTo(waiting);
    refused(
        api.call(operator, "OPS", "POST", path.replace(trip.get("id").asText(), driver + ""), body),
        404,
        "not_found");
  }

  @Test
  void aReasonThatIsTooLongOrNoTextIsMalformed() {
    var driver = city.online();
    var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));
    var path = "/v1/trips/" + trip.get("id").asText() + "/cancel";
    for (var body :
        new String[] {
          "{\"reason\": \"%s\"}".formatted("x".repeat(201)),
          "{\"reason\": \"\"}",
          "{\"reason\": {}}",
          "{\"reason\": ",
          "[]"
        }) {
      var answer = api.call(driver, "DRIVER", "POST", path, body);
      assertThat(answer.statusCode()).as(body + " → " + answer.body()).isEqualTo(400);
    }
    assertThat(city.bean(ActiveWork.class).of(driver).trip()).isNotNull();
  }

  private static HttpResponse<String> post(UUID person, String path) {
    return api.call(person, "DRIVER", "POST", path, "");
  }
}
