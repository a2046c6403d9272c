package souk.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;

/** What phones ask a server, each with its person's token. Safe for many threads. */
public final class PhoneLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final Server server;

  /**
   * An answer.
   *
   * @param body empty where there was none
   */
  public record Answer(int status, JsonNode body) {
    /** The body, which must have come with this status. */
    public JsonNode expect(int wanted) {
      if (status != wanted) throw new IllegalStateException(status + " " + body);
      return body;
    }
  }

  /** To this server. */
  public PhoneLine(Server server) {
    this.server = server;
  }

  /** Asks and waits for the answer. */
  public Answer get(String token, String path) {
    return send(request(token, path).GET());
  }

  /** Asks and waits for the answer. */
  public Answer put(String token, String path, Map<String, ?> body) {
    return send(request(token, path).PUT(BodyPublishers.ofString(text(body))));
  }

  /** Asks and waits for the answer. */
  public Answer post(String token, String path, Map<String, ?> body) {
    return send(request(token, path).POST(BodyPublishers.ofString(text(body))));
  }

  /** Asks under an idempotency key and waits for the answer. */
  public Answer post(String token, String path, String key, Map<String, ?> body) {
    return send(
        request(token, path)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(text(body))));
  }

  /** Opens the person's socket. */
  public WebSocket socket(String token, WebSocket.Listener ears) {
    var uri = URI.create(server.uri("/v1/socket").toString().replaceFirst("http", "ws"));
    return http.newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(uri, ears)
        .join();
  }

  /** Reads what came. */
  public static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(server.uri(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), tree(answer.body()));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(over);
    }
  }

  private static String text(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(failure);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
