package souk.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.function.Function;

/**
 * Calls of a node that serves HTTP, by people who say who they are.
 *
 * @param uri of a path on the node
 */
public record ApiCalls(Function<String, URI> uri) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public HttpResponse<String> get(UUID person, String role, String path) {
    return call(person, role, "GET", path, "");
  }

  public HttpResponse<String> call(
      UUID person, String role, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(uri.apply(path))
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

  /** The body of an answer that must be 200. */
  public static JsonNode ok(HttpResponse<String> answer) {
    return answered(answer, 200);
  }

  /** The body of an answer that must have this status. */
  public static JsonNode answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return tree(answer);
  }

  /** The body of an answer that must be this problem. */
  public static JsonNode refused(HttpResponse<String> answer, int status, String code) {
    var problem = answered(answer, status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.get("code").asText()).isEqualTo(code);
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
