package souk.dispatch.fleet;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.ApiCalls.answered;
import static souk.dispatch.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.Product;
import souk.dispatch.city.Point;
import souk.dispatch.driver.GoOffline;

class NearbyApiTest extends FleetApi {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Random random = new Random(11);

  private final List<UUID> parked = new ArrayList<>();

  @AfterEach
  void everybodyGoesHome() {
    parked.forEach(node.bean(GoOffline.class)::goOffline);
    await().until(() -> parked.stream().noneMatch(FleetApi::findable));
  }

  @Test
  void tellsHowManyAndRoughlyWhere() {
    var driver = parked(CASINO);

    var view = near(CASINO);

    assertThat(view.get("count").asInt()).isEqualTo(1);
    assertThat(view.get("city_id").asText()).isEqualTo("monaco");
    assertThat(view.get("product").asText()).isEqualTo("standard");
    var shown = view.get("drivers").get(0);
    assertThat(place(shown).haversineMetres(CASINO)).isLessThan(100);
    assertThat(shown.get("age_s").asLong()).isBetween(0L, 30L);
    assertThat(view.toString()).doesNotContain(driver.toString());
  }

  @Test
  void neverTellsWhoNorExactlyWhere() {
    park(60);
    for (int n = 0; n < 30; n++) {
      var view = near(somewhere());
      assertThat(view.toString()).doesNotContainPattern(ID);
      assertThat(fields(view))
          .isSubsetOf("city_id", "product", "radius_m", "count", "drivers", "lat", "lon", "age_s");
      assertThat(view.get("drivers").size()).isLessThanOrEqualTo(20);
      assertThat(view.get("count").asInt()).isBetween(view.get("drivers").size(), 60);
      view.get("drivers").forEach(NearbyApiTest::assertCoarse);
    }
  }

  /** The negative control: the index itself is finer, and its answer would not pass. */
  @Test
  void theIndexKnowsMoreThanIsTold() {
    parked(new Point(43.73941, 7.42823));
    var known = node.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 500, 1).getFirst();
    assertThat(onGrid(BigDecimal.valueOf(known.point().lat()))).isFalse();
  }

  @Test
  void fromAnyPlaceOfACellTheAnswerIsTheSame() {
    park(15);
    var cell = Grid.snap(CASINO);
    var one = shown(near(new Point(cell.lat() + 0.0004, cell.lon() - 0.0004)));
    var other = shown(near(new Point(cell.lat() - 0.0004, cell.lon() + 0.0004)));
    assertThat(one).hasSize(15).containsExactlyInAnyOrderElementsOf(other);
  }

  @Test
  void theOrderTellsNothing() {
    park(15);
    var orders = Stream.generate(() -> shown(near(CASINO))).limit(10).collect(toSet());
    assertThat(orders).hasSizeGreaterThan(1);
  }

  @Test
  void whoIsOnATripOrOffersSomethingElseIsNotShown() {
    var busy = parked(CASINO);
    cast.onTrip(busy);
    parked.remove(busy);
    await().until(() -> !findable(busy));
    assertThat(near(CASINO).get("count").asInt()).isZero();
    parked(CASINO);
    var xl = call(UUID.randomUUID(), "CUSTOMER", "GET", path(CASINO, "xl"), "");
    assertThat(answered(xl, 200).get("count").asInt()).isZero();
  }

  @Test
  void outsideTheServiceAreaTheNearestPlaceInsideIsNamed() {
    var answer = call(UUID.randomUUID(), "CUSTOMER", "GET", path(new Point(48, 2), "standard"), "");
    var problem = refused(answer, 422, "outside_service_area");
    assertThat(problem.at("/nearest/lat").asDouble()).isBetween(43.7, 43.8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?lat=43.7&lon=7.4",
        "?lon=7.4&product=standard",
        "?lat=43.7&product=standard",
        "?lat=x&lon=7.4&product=standard",
        "?lat=NaN&lon=7.4&product=standard",
        "?lat=91&lon=7.4&product=standard",
        "?lat=43.7&lon=-180.1&product=standard"
      })
  void aMalformedQuestionIsRefused(String query) {
    refused(
        call(UUID.randomUUID(), "CUSTOMER", "GET", "/v1/drivers/nearby" + query, ""),
        400,
        "malformed");
  }

  @Test
  void onlyCustomersAskAndOnlyForProductsThatThereAre() {
    var person = UUID.randomUUID();
    refused(call(person, "CUSTOMER", "GET", path(CASINO, "rocket"), ""), 422, "product_unknown");
    for (var role : List.of("DRIVER", "SERVICE", "OPS")) {
      refused(call(person, role, "GET", path(CASINO, "standard"), ""), 403, "forbidden");
    }
  }

  private UUID parked(Point point) {
    var driver = cast.online();
    parked.add(driver);
    node.bean(Positions.class).accept(driver, List.of(new Position(point, Instant.now(), null)));
    await().until(() -> findable(driver));
    return driver;
  }

  private void park(int drivers) {
    for (int n = 0; n < drivers; n++) parked(somewhere());
  }

  private Point somewhere() {
    return new Point(43.735 + 0.008 * random.nextDouble(), 7.421 + 0.008 * random.nextDouble());
  }

  private static JsonNode near(Point point) {
    return answered(call(UUID.randomUUID(), "CUSTOMER", "GET", path(point, "standard"), ""), 200);
  }

  private static String path(Point point, String product) {
    return "/v1/drivers/nearby?lat=%s&lon=%s&product=%s"
        .formatted(point.lat(), point.lon(), product);
  }

  private static List<Point> shown(JsonNode view) {
    return view.get("drivers").valueStream().map(NearbyApiTest::place).toList();
  }

  private static Point place(JsonNode node) {
    return new Point(node.get("lat").asDouble(), node.get("lon").asDouble());
  }

  private static Set<String> fields(JsonNode view) {
    return Stream.concat(Stream.of(view), view.get("drivers").valueStream())
        .flatMap(node -> node.properties().stream())
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static void assertCoarse(JsonNode driver) {
    assertThat(onGrid(new BigDecimal(driver.get("lat").asText()))).isTrue();
    assertThat(onGrid(new BigDecimal(driver.get("lon").asText()))).isTrue();
    assertThat(driver.get("age_s").isIntegralNumber()).isTrue();
  }

  private static boolean onGrid(BigDecimal degrees) {
    return degrees.stripTrailingZeros().scale() <= 3;
  }
}
