package souk.platform.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.embedded.TestDatabase;
import souk.platform.testing.TestNode;

/** A server with all of platform, on a database of its own. */
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestDatabase database;
  private final TestNode node;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Status, headers and JSON body of an answer; the body is a missing node when there is none. */
  public record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body, String raw) {
    public String code() {
      return body.path("code").asText();
    }

    public String text(String field) {
      return body.path(field).asText();
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  private TestServer(TestDatabase database, TestNode node) {
    this.database = database;
    this.node = node;
  }

  /** Starts a server with keys of its own and these properties beside or instead of the usual. */
  public static TestServer start(Map<String, Object> properties) {
    return start(TestNode.database(), properties);
  }

  public static TestServer start(TestDatabase database, Map<String, Object> properties) {
    var all = new HashMap<String, Object>();
    all.put("souk.keys-dir", newDirectory().toString());
    all.putAll(properties);
    return new TestServer(database, TestNode.start(database, all));
  }

  public static Path newDirectory() {
    try {
      var directory = Files.createTempDirectory("souk-identity-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public <T> T bean(Class<T> type) {
    return node.bean(type);
  }

  public <T> Collection<T> beans(Class<T> type) {
    return node.beans(type);
  }

  public TestDatabase database() {
    return database;
  }

  public URI uri() {
    return URI.create(node.url());
  }

  public Answer get(String path, @Nullable String token, String... headers) {
    return send(request(path, token, headers).GET());
  }

  public Answer post(String path, @Nullable String token, Object body, String... headers) {
    try {
      return postRaw(path, token, JSON.writeValueAsString(body), headers);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Answer postRaw(String path, @Nullable String token, String body, String... headers) {
    return send(
        request(path, token, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Opens an account with the password {@code correct horse} and answers its e-mail address. */
  public String account(String role, String... headers) {
    var email = "p" + UUID.randomUUID() + "@example.com";
    var answer =
        post(
            "/v1/accounts",
            null,
            Map.of("email", email, "password", "correct horse", "name", "Ada", "role", role),
            headers);
    if (answer.status() != 201) throw new AssertionError(answer.toString());
    return email;
  }

  public Answer signIn(String email, String password, String... headers) {
    return post("/v1/sessions", null, Map.of("email", email, "password", password), headers);
  }

  /** A new customer's tokens. */
  public Answer session() {
    return signIn(account("CUSTOMER"), "correct horse");
  }

  /** Runs SQL on the server's database and answers the first column. */
  public List<String> sql(String sql, Object... parameters) {
    return database.past(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        for (var i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
        var found = new ArrayList<String>();
        if (!statement.execute()) return List.of(Integer.toString(statement.getUpdateCount()));
        try (var rows = statement.getResultSet()) {
          while (rows.next()) found.add(rows.getString(1));
        }
        return found;
      }
    });
  }

  @Override
  public void close() {
    client.close();
    node.close();
  }

  private HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
    var request = HttpRequest.newBuilder(uri().resolve(path));
    if (token != null) request.header("Authorization", "Bearer " + token);
    for (var i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(), response.headers(), json(response.body()), response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException noJson) {
      return JSON.missingNode();
    }
  }
}
