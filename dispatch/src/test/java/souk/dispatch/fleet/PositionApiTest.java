package souk.dispatch.fleet;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.ApiCalls.answered;
import static souk.dispatch.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionApiTest extends FleetApi {
  @Test
  void aDriverIsSoonFindableWhereHeSaysHeIs() {
    var driver = cast.online();
    assertThat(counts(send(driver, at(Instant.now())))).containsExactly(1, 0, 0, 0, 0, 0, 0);
    await().until(() -> findable(driver));
  }

  @Test
  void everythingAPhoneMayKnowIsTaken() {
    var driver = cast.online();
    var own =
        """
        {"driver_id": "%s", "lat": 43.7394, "lon": 7.4282, "at": "%s", "accuracy_m": 4.5,
         "heading": 270, "speed_mps": 11.2}\
        """
            .formatted(driver, Instant.now());
    assertThat(counts(send(driver, own))).containsExactly(1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void countsWhatBecameOfEach() {
    var driver = cast.online();
    var now = Instant.now();
    assertThat(counts(send(driver, at(now.minusSeconds(1))))).containsExactly(1, 0, 0, 0, 0, 0, 0);

    var counts =
        counts(
            send(
                driver,
                at(now.minusSeconds(1)),
                at(now.minusSeconds(30)),
                at(now.minusSeconds(3_600)),
                at(now.plusSeconds(3_600)),
                placed(89, 7, now),
                placed(43.9, 7.4282, now),
                at(now)));

    assertThat(counts).containsExactly(1, 2, 1, 1, 1, 1, 0);
  }

  @Test
  void aGatewaySendsForManyAtOnce() {
    var drivers = Stream.generate(cast::online).limit(20).toList();
    var now = Instant.now();
    var positions = drivers.stream().map(driver -> of(driver, now)).toArray(String[]::new);

    assertThat(counts(service(positions))).containsExactly(20, 0, 0, 0, 0, 0, 0);

    await().until(() -> drivers.stream().allMatch(FleetApi::findable));
  }

  @Test
  void whoIsNoDriverIsCountedAndNotFound() {
    var stranger = UUID.randomUUID();
    var witness = cast.online();
    service(of(stranger, Instant.now()), of(witness, Instant.now()));
    await().until(() -> findable(witness));
    assertThat(findable(stranger)).isFalse();
  }

  @Test
  void aDriverSpeaksForHimselfOnly() {
    var driver = cast.online();
    var other = cast.online();
    refused(send(driver, at(Instant.now()), of(other, Instant.now())), 403, "forbidden");
    assertNothingWasTaken(driver);
    refused(service(at(Instant.now())), 400, "malformed");
    for (var role : List.of("CUSTOMER", "OPS", "MERCHANT")) {
      refused(post(driver, role, body(at(Instant.now()))), 403, "forbidden");
    }
  }

  @Test
  void aThousandAreTakenAndNotOneMore() {
    var driver = cast.online();
    var now = Instant.now();
    var thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> at(now.minusMillis(50_000 - i * 50L)))
            .toArray(String[]::new);
    assertThat(counts(send(driver, thousand))).containsExactly(1_000, 0, 0, 0, 0, 0, 0);

    var tooMany = Stream.concat(Stream.of(thousand), Stream.of(at(now))).toArray(String[]::new);
    var other = cast.online();
    refused(send(other, tooMany), 413, "too_large");
    assertNothingWasTaken(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"positions\": null}",
        "{\"positions\": []}",
        "{\"positions\": {}}",
        "{\"positions\": 7}",
        "{\"positions\": [%s, null]}",
        "{\"positions\": [%s, 7]}",
        "{\"positions\": [%s, {}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"at\": \"2026-11-22T12:00:00Z\"}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1, \"at\": \"yesterday\"}]}",
        "{\"positions\": [%s, {\"lat\": 91, \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\"}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": -181, \"at\": \"2026-11-22T12:00:00Z\"}]}",
        "{\"positions\": [%s, {\"lat\": \"x\", \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\"}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\","
            + " \"driver_id\": \"me\"}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\","
            + " \"accuracy_m\": -1}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\","
            + " \"heading\": 361}]}",
        "{\"positions\": [%s, {\"lat\": 1, \"lon\": 1, \"at\": \"2026-11-22T12:00:00Z\","
            + " \"speed_mps\": -0.5}]}"
      })
  void aMalformedBatchIsRefusedWhole(String body) {
    var driver = cast.online();
    var good = at(Instant.now());
    refused(post(driver, "DRIVER", body.replace("%s", good)), 400, "malformed");
    assertNothingWasTaken(driver);
  }

  @Test
  void saysWhichPositionIsWrong() {
    var driver = cast.online();
    var now = Instant.now();
    var problem = refused(send(driver, at(now), placed(91, 7, now)), 400, "malformed");
    assertThat(problem.get("detail").asText())
        .isEqualTo("positions[1]: lat must be a number from -90 to 90, not 91.0");
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("positions[1]");
  }

  /** Whoever sent before would now be told that this one is older than what is known. */
  private static void assertNothingWasTaken(UUID driver) {
    assertThat(counts(send(driver, at(Instant.now().minusSeconds(59)))))
        .containsExactly(1, 0, 0, 0, 0, 0, 0);
  }

  private static List<Integer> counts(HttpResponse<String> answer) {
    var counts = answered(answer, 202);
    return Stream.of("taken", "older", "stale", "future", "out_of_range", "teleport", "limited")
        .map(counts::get)
        .map(JsonNode::asInt)
        .toList();
  }

  private static HttpResponse<String> send(UUID driver, String... positions) {
    return post(driver, "DRIVER", body(positions));
  }

  private static HttpResponse<String> service(String... positions) {
    return post(UUID.randomUUID(), "SERVICE", body(positions));
  }

  private static HttpResponse<String> post(UUID person, String role, String body) {
    return call(person, role, "POST", "/v1/positions", body);
  }

  private static String body(String... positions) {
    return Stream.of(positions).collect(joining(",", "{\"positions\": [", "]}"));
  }

  private static String at(Instant time) {
    return placed(CASINO.lat(), CASINO.lon(), time);
  }

  private static String placed(double lat, double lon, Instant time) {
    return "{\"lat\": %s, \"lon\": %s, \"at\": \"%s\"}".formatted(lat, lon, time);
  }

  private static String of(UUID driver, Instant time) {
    return at(time).replace("{", "{\"driver_id\": \"%s\", ".formatted(driver));
  }
}
