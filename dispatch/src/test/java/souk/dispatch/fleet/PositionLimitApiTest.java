package souk.dispatch.fleet;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.ApiCalls.answered;
import static souk.dispatch.ApiCalls.refused;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.ApiCalls;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;

/** A driver may send ten positions at once and one a minute or so. */
class PositionLimitApiTest {
  private static final CityId CITY = new CityId("monaco");
  private static final Point CASINO = new Point(43.7394, 7.4282);

  private static DispatchNode node;
  private static Cast cast;

  @BeforeAll
  static void start() {
    var database = DispatchNode.database();
    node =
        DispatchNode.serve(database, Map.of("souk.positions.rate", 1, "souk.positions.burst", 10));
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void ofTooManyTheNewestAreTakenAndThenNoneUntilLater() {
    var driver = cast.online();
    var now = Instant.now();
    var sent = IntStream.rangeClosed(0, 30).mapToObj(n -> at(driver, now.minusMillis(n))).toList();
    var limited = limited();

    assertThat(counts(post(driver, "DRIVER", sent))).containsExactly(10, 0, 21);

    await().until(() -> age(driver) >= 0);
    var refusal =
        post(driver, "DRIVER", IntStream.range(0, 100).mapToObj(_ -> sent.get(0)).toList());
    refused(refusal, 429, "too_many_positions");
    assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
    assertThat(limited()).isGreaterThanOrEqualTo(limited + 121);
  }

  @Test
  void aGatewaysDriversAreLimitedEachByHimself() {
    var flooder = cast.online();
    var drivers = Stream.generate(cast::online).limit(20).toList();
    var now = Instant.now();
    var flood = IntStream.range(0, 500).mapToObj(n -> at(flooder, now.minusMillis(n)));
    var others = drivers.stream().map(driver -> at(driver, now));

    var counts = counts(post(UUID.randomUUID(), "SERVICE", Stream.concat(flood, others).toList()));

    assertThat(counts).containsExactly(30, 0, 490);
    await().until(() -> drivers.stream().allMatch(driver -> age(driver) >= 0));
  }

  private static List<Integer> counts(HttpResponse<String> answer) {
    var counts = answered(answer, 202);
    return Stream.of("taken", "older", "limited").map(name -> counts.get(name).asInt()).toList();
  }

  private static long age(UUID driver) {
    return node.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 500, 100).stream()
        .filter(near -> near.driver().equals(driver))
        .mapToLong(near -> near.age().toMillis())
        .findFirst()
        .orElse(-1);
  }

  private static double limited() {
    return node.bean(MeterRegistry.class)
        .counter("souk.fleet.positions", "verdict", "limited")
        .count();
  }

  private static HttpResponse<String> post(UUID person, String role, List<String> positions) {
    var body = positions.stream().collect(joining(",", "{\"positions\": [", "]}"));
    return new ApiCalls(node::uri).call(person, role, "POST", "/v1/positions", body);
  }

  private static String at(UUID driver, Instant time) {
    return "{\"driver_id\": \"%s\", \"lat\": %s, \"lon\": %s, \"at\": \"%s\"}"
        .formatted(driver, CASINO.lat(), CASINO.lon(), time);
  }
}
