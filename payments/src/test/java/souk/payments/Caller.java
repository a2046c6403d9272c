package souk.payments;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Somebody who calls a node over HTTP and is taken for whom he says he is. */
public record Caller(PaymentsNode node, UUID person, String role) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(json(path, body));
  }

  /**
   * @param key the {@code Idempotency-Key}
   */
  public HttpResponse<String> post(String path, String body, String key)
      throws IOException, InterruptedException {
    return send(json(path, body).header("Idempotency-Key", key));
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(node.uri(path)).header(TestPerson.HEADER, person + " " + role);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
