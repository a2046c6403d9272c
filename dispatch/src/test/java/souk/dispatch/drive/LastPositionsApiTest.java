package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.ApiCalls;
import souk.dispatch.TestCity;
import souk.dispatch.tracking.TracePoint;
import souk.dispatch.tracking.Traces;

/** The positions that come with the end of a trip, over HTTP. */
class LastPositionsApiTest {
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
  void theEndOfATripSaysWhereItIs() {
    var driver = city.online();
    var trip = ok(post(driver, "/v1/offers/" + city.offered(driver) + "/accept"));
    var path = "/v1/trips/" + trip.get("id").asText();
    for (var step : List.of("/en-route", "/arrive", "/start")) ok(post(driver, path + step));

    refused(end(driver, path, "{\"positions\": [{\"lat\": 43.7}]}"), 400, "malformed");
    refused(end(driver, path, "{\"positions\": [null]}"), 400, "malformed");
    var anothers =
        here(Instant.now()).replace("{", "{\"driver_id\": \"" + UUID.randomUUID() + "\",");
    refused(end(driver, path, "{\"positions\": [%s]}".formatted(anothers)), 403, "forbidden");
    assertThat(ok(api.call(driver, "DRIVER", "GET", path, "")).get("status").asText())
        .isEqualTo("IN_PROGRESS");

    var now = Instant.now();
    var body = "{\"positions\": [%s, %s]}".formatted(here(now.minusMillis(20)), here(now));
    var completed = ok(end(driver, path, body));
    assertThat(completed.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(ok(end(driver, path, body))).isEqualTo(completed);
    assertThat(ok(end(driver, path, "{}"))).isEqualTo(completed);
    var traced = city.bean(Traces.class).of(UUID.fromString(trip.get("id").asText()));
    assertThat(traced).extracting(TracePoint::at).contains(now.truncatedTo(ChronoUnit.MILLIS));
  }

  private static String here(Instant at) {
    return "{\"lat\": 43.7394, \"lon\": 7.4282, \"at\": \"%s\"}"
        .formatted(at.truncatedTo(ChronoUnit.MILLIS));
  }

  private static HttpResponse<String> end(UUID driver, String trip, String body) {
    return api.call(driver, "DRIVER", "POST", trip + "/complete", body);
  }

  private static HttpResponse<String> post(UUID person, String path) {
    return api.call(person, "DRIVER", "POST", path, "");
  }
}
