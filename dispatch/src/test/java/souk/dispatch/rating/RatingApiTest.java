package souk.dispatch.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.ApiCalls;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.TripView;

/** Both parties of a trip rate each other over HTTP. */
class RatingApiTest {
  private static TestCity city;
  private static ApiCalls api;

  private record Ridden(UUID trip, UUID rider, UUID driver) {
    String path() {
      return "/v1/trips/" + trip + "/rating";
    }
  }

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
  void bothSidesRateEachOtherAndSeeTheirOwnReputation() {
    var ridden = ridden();

    var said = ok(rate(ridden.rider(), "CUSTOMER", ridden, 5, "Smooth."));
    ok(rate(ridden.driver(), "DRIVER", ridden, 1, null));

    assertThat(said.get("stars").asInt()).isEqualTo(5);
    assertThat(ok(api.get(ridden.rider(), "CUSTOMER", ridden.path()))).isEqualTo(said);
    var driver = ok(api.get(ridden.driver(), "DRIVER", "/v1/me/reputation")).get("as_driver");
    assertThat(driver.get("ratings").asInt()).isEqualTo(1);
    assertThat(driver.get("average").decimalValue()).isEqualByComparingTo("4.80");
    var rider = ok(api.get(ridden.rider(), "CUSTOMER", "/v1/me/reputation")).get("as_rider");
    // the driver's first trip: his one star weighs a fifth
    assertThat(rider.get("average").decimalValue()).isEqualByComparingTo("4.73");
  }

  @Test
  void theSameAgainChangesNothingAndAnotherOpinionIsRefused() {
    var ridden = ridden();
    var first = ok(rate(ridden.rider(), "CUSTOMER", ridden, 4, null));

    assertThat(ok(rate(ridden.rider(), "CUSTOMER", ridden, 4, null))).isEqualTo(first);
    refused(rate(ridden.rider(), "CUSTOMER", ridden, 5, null), 409, "already_rated");

    assertThat(reputation(ridden.driver())).containsEntry("ratings", 1L);
  }

  @Test
  void onlyWhoWasOnACompletedTripMayRateIt() {
    var ridden = ridden();
    refused(rate(UUID.randomUUID(), "CUSTOMER", ridden, 5, null), 404, "not_found");
    refused(rate(UUID.randomUUID(), "DRIVER", ridden, 5, null), 404, "not_found");
    refused(api.get(UUID.randomUUID(), "CUSTOMER", ridden.path()), 404, "not_found");
    refused(api.get(ridden.rider(), "CUSTOMER", ridden.path()), 404, "not_found");

    var waiting = city.requested();
    var early = new Ridden(waiting.id(), waiting.riderId(), UUID.randomUUID());
    refused(rate(early.rider(), "CUSTOMER", early, 5, null), 409, "trip_not_completed");
  }

  @Test
  void afterTheWindowItIsTooLate() {
    var ridden = ridden();
    city.sql(
        "UPDATE dispatch.trip SET completed_at = completed_at - interval '7 d' WHERE id = ?",
        ridden.trip());

    refused(rate(ridden.rider(), "CUSTOMER", ridden, 5, null), 422, "rating_closed");
    assertThat(city.rows("SELECT * FROM dispatch.rating WHERE trip_id = ?", ridden.trip()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"stars\": 0}",
        "{\"stars\": 6}",
        "{\"stars\": \"many\"}",
        "{\"stars\": 3, \"comment\": \"\"}",
        "{\"stars\": 3, \"comment\": \"a\\u0000b\"}",
        "[]",
        "{"
      })
  void aMalformedRatingIsABadRequestAndChangesNothing(String body) {
    var ridden = ridden();
    assertThat(api.call(ridden.rider(), "CUSTOMER", "POST", ridden.path(), body).statusCode())
        .isEqualTo(400);
    assertThat(city.rows("SELECT * FROM dispatch.rating WHERE trip_id = ?", ridden.trip()))
        .isEmpty();
  }

  @Test
  void operationsReadWhatIsLowOrSpeaksOfDanger() {
    var low = ridden();
    var danger = ridden();
    var fine = ridden();
    ok(rate(low.rider(), "CUSTOMER", low, 2, "Late."));
    ok(rate(danger.rider(), "CUSTOMER", danger, 5, "Nice, but he was DRUNK"));
    ok(rate(fine.rider(), "CUSTOMER", fine, 3, "So so."));

    var all = ok(api.get(UUID.randomUUID(), "OPS", "/v1/ops/ratings?limit=100")).get("items");
    assertThat(all.findValuesAsText("trip_id"))
        .contains(low.trip().toString(), danger.trip().toString())
        .doesNotContain(fine.trip().toString());
    var safety =
        ok(api.get(UUID.randomUUID(), "OPS", "/v1/ops/ratings?concern=SAFETY")).get("items");
    assertThat(safety.findValuesAsText("trip_id"))
        .contains(danger.trip().toString())
        .doesNotContain(low.trip().toString());
    refused(api.get(low.rider(), "CUSTOMER", "/v1/ops/ratings"), 403, "forbidden");
  }

  /** A double tap, many times over, on several threads, with opinions that differ. */
  @Test
  void whateverIsTappedCountsOnce() throws Exception {
    var ridden = ridden();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var taps =
          IntStream.range(0, 16)
              .<Callable<HttpResponse<String>>>mapToObj(
                  tap -> () -> rate(ridden.rider(), "CUSTOMER", ridden, 4 + tap % 2, null))
              .toList();
      var codes = threads.invokeAll(taps).stream().map(tap -> tap.resultNow().statusCode());

      assertThat(codes).containsOnly(200, 409);
    }
    assertThat(city.rows("SELECT * FROM dispatch.rating WHERE trip_id = ?", ridden.trip()))
        .hasSize(1);
    assertThat(reputation(ridden.driver())).containsEntry("ratings", 1L);
  }

  private static Map<String, Object> reputation(UUID driver) {
    return city.rows(
            "SELECT ratings FROM dispatch.reputation WHERE person_id = ? AND party = 'DRIVER'",
            driver)
        .getFirst();
  }

  private static Ridden ridden() {
    var driver = city.online();
    var trip = accepted(driver);
    var drive = city.bean(DriveTrip.class);
    drive.setOff(driver, trip.id());
    drive.arrive(driver, trip.id());
    drive.start(driver, trip.id());
    drive.complete(driver, trip.id());
    return new Ridden(trip.id(), trip.riderId(), driver);
  }

  private static TripView accepted(UUID driver) {
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    return trip;
  }

  private static HttpResponse<String> rate(
      UUID person, String role, Ridden ridden, int stars, @Nullable String comment) {
    var words = comment == null ? "null" : "\"" + comment + "\"";
    var body = "{\"stars\": %d, \"comment\": %s}".formatted(stars, words);
    return api.call(person, role, "POST", ridden.path(), body);
  }
}
