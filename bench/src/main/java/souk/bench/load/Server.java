package souk.bench.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import souk.embedded.engine.JavaCommand;
import souk.embedded.engine.Postgres;
import souk.embedded.process.ChildSpec;

/** A server of its own process, as {@code ./souk serve} starts it, which ends with its engines. */
public final class Server {
  private static final String NAME = "server";

  /** The launcher gives them to {@code serve}. */
  private static final List<String> ROOMY =
      List.of("-XX:InitialRAMPercentage=3", "-XX:MaxHeapFreeRatio=90");

  private final URI uri;

  private Server(int port) {
    this.uri = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts it on a database of its own and returns when it answers.
   *
   * @param issuer whose tokens it believes
   * @param more of its environment
   */
  public static Server start(
      Engines engines, String database, Issuer issuer, Map<String, String> more)
      throws IOException, SQLException {
    var environment = environment(engines, database);
    environment.put(
        "SOUK_IDENTITY_SIM_ISSUER_KEY", issuer.publicKey(engines.directory()).toString());
    environment.put("SOUK_DRIVERS_AUTO_APPROVE", "true");
    environment.putAll(more);
    var listener =
        engines.start(
            port -> spec(port, environment),
            port -> () -> answersOk("http://127.0.0.1:" + port + "/health/readiness"));
    return new Server(listener.port());
  }

  /** Makes a database with all of the server's schemas and nobody at work in it. */
  public static void migrate(Engines engines, String database)
      throws IOException, SQLException, InterruptedException {
    var builder =
        new ProcessBuilder(command("migrate"))
            .redirectErrorStream(true)
            .redirectOutput(engines.directory().resolve("migrate.log").toFile());
    builder.environment().putAll(environment(engines, database));
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("The database cannot be migrated");
    }
  }

  private static Map<String, String> environment(Engines engines, String database)
      throws SQLException {
    var environment = new HashMap<String, String>();
    environment.put("DATASOURCES_DEFAULT_URL", engines.newDatabase(database));
    environment.put("DATASOURCES_DEFAULT_USERNAME", Postgres.USER);
    environment.put("DATASOURCES_DEFAULT_PASSWORD", Postgres.PASSWORD);
    environment.put("REDIS_URL", engines.redisUrl());
    environment.put("REDIS_KEY_PREFIX", database + ":");
    environment.put("STRIPE_API_KEY", "sk_test_souk_bench");
    environment.put("SOUK_EMBEDDED", "true");
    environment.put("SOUK_KEYS_DIR", engines.directory().resolve("keys").toString());
    return environment;
  }

  /** Where it answers this path. */
  public URI uri(String path) {
    return uri.resolve(path);
  }

  private static ChildSpec spec(int port, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("MICRONAUT_SERVER_PORT", "" + port);
    return new ChildSpec(NAME, command("serve", "--migrate"), all);
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(JavaCommand.QUIET);
    command.addAll(ROOMY);
    command.addAll(List.of("-cp", classPath(), "souk.server.SoukServer"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where the launcher has built it. */
  private static String classPath() {
    var home = Path.of(System.getProperty("souk.home", "..")).toAbsolutePath().normalize();
    var libraries = home.resolve("server").resolve("target").resolve("lib");
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException("The server is not built in " + libraries + ": run ./souk.");
    }
    return libraries + "/*";
  }

  private static boolean answersOk(String url) throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(2_000);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }
}
