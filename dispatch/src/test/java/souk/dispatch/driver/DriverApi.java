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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import souk.dispatch.DispatchNode;
import souk.embedded.TestDatabase;

/** A server where operations approve drivers, and how to call it. */
abstract class DriverApi {
  static final String REGISTRATION =
      """
      {"name": " Charles ", "city_id": "monaco", "vehicle":
        {"plate": "MC 1234", "model": "Model 3", "colour": "white", "products": ["xl", "standard"]}}
      """;
  static final UUID OPERATOR = UUID.randomUUID();

  static final ObjectMapper json = new ObjectMapper();
  static final HttpClient http = HttpClient.newHttpClient();
  static TestDatabase database;
  static DispatchNode node;
  static Cast cast;

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

  static UUID approved() {
    var person = UUID.randomUUID();
    put(person, REGISTRATION);
    ops(person, "approve", "");
    return person;
  }

  /** The registration with one field changed. */
  static String other(String field, String value) {
    return REGISTRATION.replaceFirst(
        "\"%s\": \"[^\"]*\"".formatted(field), "\"%s\": \"%s\"".formatted(field, value));
  }

  static HttpResponse<String> put(UUID person, String body) {
    return put(node, person, body);
  }

  static HttpResponse<String> put(DispatchNode at, UUID person, String body) {
    return call(at, person, "DRIVER", "PUT", "/v1/me/driver", body);
  }

  static HttpResponse<String> online(UUID person, String product) {
    return post(person, "/v1/me/driver/online", "{\"product\": \"%s\"}".formatted(product));
  }

  static HttpResponse<String> ops(UUID driver, String verb, String body) {
    return call(OPERATOR, "OPS", "POST", "/v1/ops/drivers/" + driver + "/" + verb, body);
  }

  static HttpResponse<String> post(UUID person, String path, String body) {
    return call(person, "DRIVER", "POST", path, body);
  }

  static HttpResponse<String> get(UUID person, String path) {
    return get(person, "DRIVER", path);
  }

  static HttpResponse<String> get(UUID person, String role, String path) {
    return call(person, role, "GET", path, "");
  }

  static HttpResponse<String> call(
      UUID person, String role, String method, String path, String body) {
    return call(node, person, role, method, path, body);
  }

  static HttpResponse<String> call(
      DispatchNode at, UUID person, String role, String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(at.uri(path))
            .header("Authorization", TestIdentity.header(person, role))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The code of a problem of that status. */
  static String refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    return field(answer, "code");
  }

  static String field(HttpResponse<String> answer, String name) {
    var value = body(answer).get(name);
    assertThat(value).as(name + " of " + answer.body()).isNotNull();
    return value.asText();
  }

  static JsonNode body(HttpResponse<String> answer) {
    return tree(answer.body());
  }

  static JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (IOException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }
}
