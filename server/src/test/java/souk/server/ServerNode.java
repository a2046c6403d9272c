package souk.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.webhook.WebhookTarget;
import souk.platform.postgres.Migrations;

/** One process of the whole application on real engines, with the Stripe twin in this one. */
public final class ServerNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEBHOOK_SECRET = "whsec_of_the_tests";
  private static final Path KEYS = keys();

  private final TestDatabase database;
  private final EmbeddedServer server;
  private final StripeTwin twin;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What a request was answered with; {@code json} is missing when the body is none. */
  public record Answer(int status, HttpHeaders headers, JsonNode json, String body) {
    public String contentType() {
      return headers.firstValue("Content-Type").orElse("");
    }
  }

  private ServerNode(TestDatabase database, EmbeddedServer server, StripeTwin twin) {
    this.database = database;
    this.server = server;
    this.twin = twin;
  }

  /** A migrated database of its own. */
  public static TestDatabase database() {
    return TestEngines.newDatabase("server", ServerNode::migrate);
  }

  /** A prefix of its own for keys in Redis. */
  public static String prefix() {
    return UUID.randomUUID() + ":";
  }

  /**
   * Answers HTTP; its sagas and loops run unless the properties say otherwise.
   *
   * @param beans that the application does not have by itself
   */
  public static ServerNode start(
      TestDatabase database, Map<String, Object> properties, Object... beans) {
    var twin = startTwin();
    var all = properties(database, twin.baseUrl());
    all.putAll(properties);
    var context = ApplicationContext.builder().properties(all).singletons(beans).start();
    var server = context.getBean(EmbeddedServer.class).start();
    var webhooks = server.getURI().resolve("/v1/webhooks/stripe");
    twin.sendWebhooksTo(new WebhookTarget(webhooks, WEBHOOK_SECRET));
    return new ServerNode(database, server, twin);
  }

  /** A node that does nothing by itself. */
  public static ServerNode quiet() {
    return start(database(), Map.of("souk.roles", "api"));
  }

  static Map<String, Object> properties(TestDatabase database, String stripe) {
    var properties = new HashMap<String, Object>();
    properties.put("micronaut.server.port", -1);
    properties.put("datasources.default.url", database.jdbcUrl());
    properties.put("datasources.default.username", database.user());
    properties.put("datasources.default.password", database.password());
    properties.put("redis.url", TestEngines.redisUrl());
    properties.put("redis.key-prefix", prefix());
    properties.put("temporal.address", TestEngines.temporalAddress());
    properties.put("temporal.suffix", "-" + UUID.randomUUID());
    properties.put("stripe.api-base", stripe);
    properties.put("stripe.api-key", "sk_test_souk");
    properties.put("stripe.webhook-secret", WEBHOOK_SECRET);
    properties.put("souk.embedded", true);
    properties.put("souk.identity.sim-issuer-key", TestPhones.publicKeyFile().toString());
    properties.put("souk.keys-dir", KEYS.toString());
    properties.put("souk.graph.dir", "target/graphs");
    properties.put("souk.drivers.auto-approve", true);
    return properties;
  }

  /** The provider that it pays by. */
  public StripeTwin twin() {
    return twin;
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  public Answer get(String path, @Nullable String token, String... headers) {
    return send(request(path, token, headers).GET());
  }

  public Answer post(String path, @Nullable String token, String body, String... headers) {
    return send(
        json(request(path, token, headers)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer put(String path, @Nullable String token, String body) {
    return send(json(request(path, token)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var body = response.body();
      return new Answer(response.statusCode(), response.headers(), read(body), body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
    var request = HttpRequest.newBuilder(uri(path));
    if (token != null) request.header("Authorization", "Bearer " + token);
    for (var i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return request;
  }

  /** Runs a command of {@code souk admin} on a database; answers what it printed. */
  public static String admin(TestDatabase database, String... command) {
    var settings = properties(database, "http://127.0.0.1:1");
    settings.forEach((name, value) -> System.setProperty(name, value.toString()));
    var printed = new StringWriter();
    try {
      var line = new CommandLine(new AdminCommand()).setOut(new PrintWriter(printed));
      if (line.execute(command) != 0) throw new IllegalStateException(printed.toString());
      return printed.toString();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  /** Runs SQL past the application. */
  public void sql(String sql) {
    sql(database, sql);
  }

  static void sql(TestDatabase database, String sql) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    server.getApplicationContext().close();
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  public static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException noJson) {
      return JSON.missingNode();
    }
  }

  private static void migrate(String url) {
    var template = new TestDatabase(url, "souk", "souk");
    var properties = properties(template, "http://127.0.0.1:1");
    try (var context = ApplicationContext.run(properties)) {
      context.getBean(Migrations.class).migrate();
    }
  }

  private static StripeTwin startTwin() {
    try {
      return StripeTwin.start(StripeTwinOptions.inProcess());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path keys() {
    try {
      return Files.createTempDirectory("souk-server-keys-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
