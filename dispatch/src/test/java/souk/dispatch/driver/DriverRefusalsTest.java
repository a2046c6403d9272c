package souk.dispatch.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what, and how it is said to them. */
class DriverRefusalsTest extends DriverApi {
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
    var vehicle = "{\"plate\": \"p\", \"model\": \"m\", \"colour\": \"c\", \"products\": [\"xl\"]}";
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
}
