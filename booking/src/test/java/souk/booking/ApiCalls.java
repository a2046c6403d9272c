package souk.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Calls of a node over HTTP, by people who say who they are. */
public record ApiCalls(BookingNode node) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public HttpResponse<String> get(UUID person, String role, String path) {
    return call(person, role, "GET", path, "");
  }

  public HttpResponse<String> post(UUID person, String role, String path, String body) {
    return call(person, role, "POST", path, body);
  }

  /** The body of an answer that must have this status. */
  public static JsonNode answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json(answer.body());
  }

  /** The body of an answer that must be this problem. */
  public static JsonNode refused(HttpResponse<String> answer, int status, String code) {
    var problem = answered(answer, status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.path("code").asText()).as(answer.body()).isEqualTo(code);
    return problem;
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Any call; headers are names and values in turn. */
  public HttpResponse<String> call(
      UUID person, String role, String method, String path, String body, String... headers) {
    var builder =
        HttpRequest.newBuilder(node.uri(path))
            .header("Authorization", TestIdentity.header(person, role))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
    var request = builder.build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
