package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.embedded.TestDatabase;

/** A server that takes positions and shows who is near, and how to call it. */
abstract class FleetApi {
  static final CityId CITY = new CityId("monaco");
  static final Point CASINO = new Point(43.7394, 7.4282);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static TestDatabase database;
  static DispatchNode node;
  static Cast cast;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    node = DispatchNode.serve(database, Map.of());
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static boolean findable(UUID driver) {
    return node.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 5_000, 1_000).stream()
        .anyMatch(near -> near.driver().equals(driver));
  }

  static HttpResponse<String> call(
      UUID person, String role, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(node.uri(path))
            .header("Authorization", "Test %s %s".formatted(person, role))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static JsonNode answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return tree(answer);
  }

  /** The problem of that status and code. */
  static JsonNode refused(HttpResponse<String> answer, int status, String code) {
    var problem = answered(answer, status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.get("code").asText()).as(answer.body()).isEqualTo(code);
    return problem;
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new IllegalArgumentException(answer.body(), failure);
    }
  }
}
