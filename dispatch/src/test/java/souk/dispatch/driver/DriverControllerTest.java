package souk.dispatch.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.DispatchNode;
import souk.embedded.TestDatabase;

class DriverControllerTest {
  private static final String REGISTRATION =
      """
      {"name": " Charles ", "city_id": "monaco", "vehicle":
        {"plate": "MC 1234", "model": "Model 3", "colour": "white", "products": ["xl", "standard"]}}
      """;
  private static final UUID OPERATOR = UUID.randomUUID();

  private static final ObjectMapper json = new ObjectMapper();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static TestDatabase database;
  private static DispatchNode node;
  private static Cast cast;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    node = DispatchNode.serve(database, Map.of("souk.drivers.auto-approve", false));
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void registersADriverWhoWaitsForOperations() {
    var person = UUID.randomUUID();
    var answer = put(person, REGISTRATION);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body(answer))
        .isEqualTo(
            tree(
                """
                {"id": "%s", "name": "Charles", "city_id": "monaco", "status": "PENDING",
                 "status_reason": null, "availability": "OFFLINE", "product": null, "version": 1,
                 "vehicle": {"plate": "MC 1234", "model": "Model 3", "colour": "white",
                             "products": ["standard", "xl"]}}
                """
                    .formatted(person)));
    assertThat(body(get(person, "/v1/me/driver"))).isEqualTo(body(answer));
  }

  @Test
  void aDriverWorksOnceHeIsApprovedAndStopsWhenHeIsBlocked() {
    var person = UUID.randomUUID();
    put(person, REGISTRATION);
    assertThat(refused(online(person, "standard"), 409)).isEqualTo("driver_not_approved");

    assertThat(field(ops(person, "approve", ""), "status")).isEqualTo("APPROVED");
    var online = online(person, "standard");
    assertThat(field(online, "availability")).isEqualTo("ONLINE");
    assertThat(field(online, "product")).isEqualTo("standard");
    assertThat(body(online(person, "standard"))).as("again").isEqualTo(body(online));

    var offline = post(person, "/v1/me/driver/offline", "");
    assertThat(field(offline, "availability")).isEqualTo("OFFLINE");
    assertThat(body(post(person, "/v1/me/driver/offline", ""))).isEqualTo(body(offline));

    online(person, "xl");
    var blocked = ops(person, "block", "{\"reason\": \"papers expired\"}");
    assertThat(field(blocked, "status")).isEqualTo("BLOCKED");
    assertThat(field(blocked, "status_reason")).isEqualTo("papers expired");
    assertThat(field(blocked, "availability")).isEqualTo("OFFLINE");
    assertThat(refused(online(person, "standard"), 409)).isEqualTo("driver_not_approved");
    assertThat(body(ops(person, "block", "{\"reason\": \"other\"}"))).isEqualTo(body(blocked));

    var approved = ops(person, "approve", "");
    assertThat(field(approved, "status_reason")).isEqualTo("null");
    assertThat(online(person, "standard").statusCode()).isEqualTo(200);
  }

  @Test
  void offersOnlyWhatTheVehicleIsGoodFor() {
    var person = approved();
    assertThat(refused(online(person, "premium"), 422)).isEqualTo("product_not_offered");
    assertThat(refused(online(person, "rocket"), 422)).isEqualTo("product_unknown");
    assertThat(refused(post(person, "/v1/me/driver/online", "{}"), 400)).isEqualTo("malformed");
    assertThat(refused(post(person, "/v1/me/driver/online", ""), 400)).isEqualTo("malformed");
  }

  @Test
  void goingOffLineWithdrawsAnOpenOffer() {
    var person = approved();
    online(person, "standard");
    var trip = cast.offered(person);
    assertThat(refused(online(person, "xl"), 409)).isEqualTo("offer_open");

    assertThat(field(post(person, "/v1/me/driver/offline", ""), "availability"))
        .isEqualTo("OFFLINE");
    assertThat(cast.offerOf(trip)).isEqualTo("WITHDRAWN");
  }

  @Test
  void whoDrivesATripEndsItFirst() {
    var person = approved();
    online(person, "standard");
    var trip = cast.onTrip(person);

    var answer = post(person, "/v1/me/driver/offline", "");
    assertThat(refused(answer, 409)).isEqualTo("on_trip");
    assertThat(field(answer, "trip_id")).isEqualTo(trip.toString());
    assertThat(refused(online(person, "xl"), 409)).isEqualTo("on_trip");
    assertThat(field(get(person, "/v1/me/driver"), "availability")).isEqualTo("ONLINE");
  }

  @Test
  void blockingTakesEffectAtOnceButLeavesNoRiderInTheStreet() {
    var driving = approved();
    online(driving, "standard");
    cast.onTrip(driving);
    var offered = approved();
    online(offered, "standard");
    var offer = cast.offered(offered);

    for (var person : new UUID[] {driving, offered}) {
      assertThat(field(ops(person, "block", "{\"reason\": \"x\"}"), "availability"))
          .isEqualTo("OFFLINE");
    }
    assertThat(cast.offerOf(offer)).isEqualTo("WITHDRAWN");
    assertThat(node.bean(Drivers.class).standing(driving).orElseThrow().trip()).isPresent();
    assertThat(refused(put(driving, other("plate", "MC 9")), 409)).isEqualTo("on_trip");
  }

  @Test
  void anotherVehicleIsApprovedAnewAndTheSameIsNot() {
    var person = approved();
    var before = body(get(person, "/v1/me/driver"));
    assertThat(body(put(person, REGISTRATION))).isEqualTo(before);
    assertThat(field(put(person, other("name", "Albert")), "status")).isEqualTo("APPROVED");
    assertThat(field(put(person, other("plate", "MC 9")), "status")).isEqualTo("PENDING");
  }

  @Test
  void whoIsOnLineGoesOffLineBeforeHeChangesHisVehicle() {
    var person = approved();
    online(person, "standard");
    assertThat(refused(put(person, other("plate", "MC 9")), 409)).isEqualTo("driver_online");
    assertThat(put(person, REGISTRATION).statusCode()).isEqualTo(200);
  }

  @Test
  void aBlockedDriverDoesNotBecomeAnotherByRegisteringAgain() {
    var person = approved();
    ops(person, "block", "{\"reason\": \"x\"}");
    assertThat(field(put(person, other("plate", "MC 9")), "status")).isEqualTo("BLOCKED");
  }

  @Test
  void approvesByItselfWhereThatIsConfigured() {
    var waiting = UUID.randomUUID();
    put(waiting, REGISTRATION);
    try (var demo = DispatchNode.serve(database, Map.of())) {
      var registered = UUID.randomUUID();
      assertThat(field(put(demo, registered, REGISTRATION), "status")).isEqualTo("APPROVED");
      assertThat(field(put(demo, registered, other("plate", "MC 9")), "status"))
          .isEqualTo("APPROVED");
      assertThat(field(put(demo, waiting, REGISTRATION), "status")).isEqualTo("APPROVED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"name\": \"x\", \"city_id\": \"monaco\"}",
        "{\"name\": \" \", \"city_id\": \"monaco\", \"vehicle\": %s}",
        "{\"name\": \"a\\u0000b\", \"city_id\": \"monaco\", \"vehicle\": %s}",
        "{\"name\": 7.5, \"city_id\": [], \"vehicle\": %s}",
        "{\"name\": \"x\", \"city_id\": null, \"vehicle\": %s}",
        "{\"name\": \"x\", \"city_id\": \"monaco\", \"vehicle\": {\"plate\": \"\", \"model\": \"m\","
            + " \"colour\": \"c\", \"products\": [\"xl\"]}}",
        "{\"name\": \"x\", \"city_id\": \"monaco\", \"vehicle\": {\"plate\": \"p\", \"model\": \"m\","
            + " \"colour\": \"c\", \"products\": []}}",
        "{\"name\": \"x\", \"city_id\": \"monaco\", \"vehicle\": {\"plate\": \"p\", \"model\": \"m\","
            + " \"colour\": \"c\", \"products\": [null]}}",
        "{\"name\": \"x\", \"city_id\": \"monaco\", \"vehicle\": {\"plate\": \"p\", \"model\": \"m\","
            + " \"colour\": \"c\"}}"
      })
  void refusesAMalformedRegistration(String body) {
    var vehicle =
        "{\"plate\": \"p\", \"model\": \"m\", \"colour\": \"c\", \"products\": [\"xl\"]}";
    var person = UUID.randomUUID();
    assertThat(refused(put(person, body.replace("%s", vehicle)), 400)).isEqualTo("malformed");
    assertThat(get(person, "/v1/me/driver").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThat(refused(put(UUID.randomUUID(), other("name", "x".repeat(81))), 400))
        .isEqualTo("malformed");
  }

  @Test
  void refusesACityThatIsNotServedAndAProductThatDoesNotExist() {
    for (var city : new String[] {"atlantis", "Not A Slug", "", "monaco "}) {
      var answer = put(UUID.randomUUID(), REGISTRATION.replace("\"monaco\"", "\"" + city + "\""));
      assertThat(refused(answer, 422)).isEqualTo("city_not_served");
    }
    assertThat(refused(put(UUID.randomUUID(), REGISTRATION.replace("xl", "rocket")), 422))
        .isEqualTo("product_unknown");
  }

  @Test
  void aStrangerIsNoDriver() {
    var person = UUID.randomUUID();
    assertThat(refused(get(person, "/v1/me/driver"), 404)).isEqualTo("not_found");
    assertThat(refused(online(person, "standard"), 404)).isEqualTo("not_found");
    assertThat(refused(post(person, "/v1/me/driver/offline", ""), 404)).isEqualTo("not_found");
    assertThat(refused(ops(person, "approve", ""), 404)).isEqualTo("not_found");
    assertThat(refused(ops(person, "block", "{\"reason\": \"x\"}"), 404)).isEqualTo("not_found");
  }

  @Test
  void eachRoleHasItsOwn() {
    var person = approved();
    assertThat(call(person, "CUSTOMER", "GET", "/v1/me/driver", "").statusCode()).isEqualTo(403);
    for (var role : new String[] {"DRIVER", "CUSTOMER"}) {
      assertThat(call(person, role, "GET", "/v1/ops/drivers", "").statusCode()).isEqualTo(403);
      assertThat(
              call(person, role, "POST", "/v1/ops/drivers/" + person + "/approve", "").statusCode())
          .isEqualTo(403);
    }
    var nobody = HttpRequest.newBuilder(node.uri("/v1/me/driver")).build();
    assertThat(refused(send(nobody), 401)).isEqualTo("unauthenticated");
  }

  @Test
  void operationsReadAllDriversPageByPage() {
    var mine = new HashSet<String>();
    for (int n = 0; n < 7; n++) {
      var person = UUID.randomUUID();
      put(person, REGISTRATION);
      mine.add(person.toString());
    }
    var seen = new ArrayList<String>();
    var next = "/v1/ops/drivers?status=PENDING&limit=3";
    while (next != null) {
      var page = body(get(OPERATOR, "OPS", next));
      assertThat(page.get("items").size()).isLessThanOrEqualTo(3);
      page.get("items").forEach(driver -> seen.add(driver.get("id").asText()));
      page.get("items")
          .forEach(driver -> assertThat(driver.get("status").asText()).isEqualTo("PENDING"));
      var cursor = page.get("next_cursor");
      next =
          cursor.isNull()
              ? null
              : "/v1/ops/drivers?status=PENDING&limit=3&cursor=" + cursor.asText();
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(mine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=NONE",
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=x",
        "cursor=%00",
        "cursor=",
        "cursor=AAAA",
        "cursor=f_________________________________________8"
      })
  void refusesAMalformedList(String query) {
    assertThat(get(OPERATOR, "OPS", "/v1/ops/drivers?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAMalformedJudgement() {
    var person = approved();
    for (var body : new String[] {"", "{}", "{\"reason\": \" \"}", "{\"reason\": \"a\\u0000\"}"}) {
      assertThat(refused(ops(person, "block", body), 400)).isEqualTo("malformed");
    }
    assertThat(call(OPERATOR, "OPS", "POST", "/v1/ops/drivers/7/approve", "").statusCode())
        .isEqualTo(400);
  }

  private static UUID approved() {
    var person = UUID.randomUUID();
    put(person, REGISTRATION);
    ops(person, "approve", "");
    return person;
  }

  /** The registration with one field changed. */
  private static String other(String field, String value) {
    return REGISTRATION.replaceFirst(
        "\"%s\": \"[^\"]*\"".formatted(field), "\"%s\": \"%s\"".formatted(field, value));
  }

  private static HttpResponse<String> put(UUID person, String body) {
    return put(node, person, body);
  }

  private static HttpResponse<String> put(DispatchNode at, UUID person, String body) {
    return call(at, person, "DRIVER", "PUT", "/v1/me/driver", body);
  }

  private static HttpResponse<String> online(UUID person, String product) {
    return post(person, "/v1/me/driver/online", "{\"product\": \"%s\"}".formatted(product));
  }

  private static HttpResponse<String> ops(UUID driver, String verb, String body) {
    return call(OPERATOR, "OPS", "POST", "/v1/ops/drivers/" + driver + "/" + verb, body);
  }

  private static HttpResponse<String> post(UUID person, String path, String body) {
    return call(person, "DRIVER", "POST", path, body);
  }

  private static HttpResponse<String> get(UUID person, String path) {
    return get(person, "DRIVER", path);
  }

  private static HttpResponse<String> get(UUID person, String role, String path) {
    return call(person, role, "GET", path, "");
  }

  private static HttpResponse<String> call(
      UUID person, String role, String method, String path, String body) {
    return call(node, person, role, method, path, body);
  }

  private static HttpResponse<String> call(
      DispatchNode at, UUID person, String role, String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(at.uri(path))
            .header("Authorization", TestIdentity.header(person, role))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The code of a problem of that status. */
  private static String refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    return field(answer, "code");
  }

  private static String field(HttpResponse<String> answer, String name) {
    var value = body(answer).get(name);
    assertThat(value).as(name + " of " + answer.body()).isNotNull();
    return value.asText();
  }

  private static JsonNode body(HttpResponse<String> answer) {
    return tree(answer.body());
  }

  private static JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (IOException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }
}
