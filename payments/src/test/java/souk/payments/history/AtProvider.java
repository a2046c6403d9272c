package souk.payments.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import souk.embedded.stripe.StripeTwin;

/** What the provider has, as anybody with its key reads it there. */
public final class AtProvider implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "";

  private final StripeTwin twin;
  private final HttpClient http = HttpClient.newHttpClient();

  /** What that one has. */
  public AtProvider(StripeTwin twin) {
    this.twin = twin;
  }

  /** All of our own account, the oldest first. */
  public List<JsonNode> all(String path) {
    return all(path, OURS);
  }

  /** All of a payee's account, the oldest first. */
  public List<JsonNode> all(String path, String account) {
    var newestFirst = new ArrayList<JsonNode>();
    JsonNode page;
    var after = "";
    do {
      page = get(path + "?limit=100" + after, account);
      page.path("data").forEach(newestFirst::add);
      if (newestFirst.isEmpty()) return List.of();
      after = "&starting_after=" + newestFirst.getLast().path("id").asText();
    } while (page.path("has_more").asBoolean());
    return newestFirst.reversed();
  }

  JsonNode get(String path) {
    return get(path, OURS);
  }

  private JsonNode get(String path, String account) {
    var request =
        HttpRequest.newBuilder(URI.create(twin.baseUrl() + path))
            .header("Authorization", "Bearer sk_test_souk");
    if (!account.equals(OURS)) request.header("Stripe-Account", account);
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new AssertionError(path + ": " + answer.body());
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
