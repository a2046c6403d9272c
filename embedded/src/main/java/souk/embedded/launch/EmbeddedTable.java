package souk.embedded.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import souk.embedded.engine.JavaCommand;
import souk.embedded.engine.Postgres;
import souk.embedded.engine.Redis;
import souk.embedded.engine.Temporal;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Probe;

/**
 * The processes of the real thing.
 *
 * @param home where the built modules are
 * @param roles what the server does: {@code api}, {@code worker} or both
 * @param seed of the Stripe twin's faults; empty for its own default
 * @param serverFlags of the server's JVM
 * @param settings of the server beside those that say where everything is
 */
record EmbeddedTable(
    Path home,
    Path data,
    Postgres.Durability durability,
    Temporal temporal,
    SimulatorIssuer issuer,
    String roles,
    OptionalLong seed,
    List<String> serverFlags,
    Map<String, String> settings)
    implements ProcessTable {
  private static final String TWIN = "souk.embedded.stripe.StripeTwinMain";
  private static final int ANSWER_WITHIN_MS = 2000;
  // the twin takes any key of the right kind; that both ends agree is all that counts
  private static final String STRIPE_KEY = "sk_test_souk_embedded";
  private static final String STRIPE_WEBHOOK_SECRET = "whsec_souk_embedded";

  static Launch.Tables tables(
      Path home, Postgres.Durability durability, String roles, OptionalLong seed) {
    return tables(home, durability, roles, seed, Map.of());
  }

  static Launch.Tables tables(
      Path home,
      Postgres.Durability durability,
      String roles,
      OptionalLong seed,
      Map<String, String> settings) {
    return tables(home, durability, roles, seed, StartCache.of(home).use(), settings);
  }

  static Launch.Tables tables(
      Path home,
      Postgres.Durability durability,
      String roles,
      OptionalLong seed,
      List<String> serverFlags) {
    return tables(home, durability, roles, seed, serverFlags, Map.of());
  }

  private static Launch.Tables tables(
      Path home,
      Postgres.Durability durability,
      String roles,
      OptionalLong seed,
      List<String> serverFlags,
      Map<String, String> settings) {
    return (data, issuer) -> {
      var temporal = TemporalSource.choose(System.getenv(), data.resolve("temporal"), System.out);
      return new EmbeddedTable(
          home, data, durability, temporal, issuer, roles, seed, serverFlags, settings);
    };
  }

  @Override
  public List<Service> engines(int serverPort) {
    var postgres = Postgres.at(data.resolve("postgres"), durability);
    var redis = Redis.at(data.resolve("redis"), Redis.Persistence.LOG);
    return List.of(
        new Service("postgres", port -> postgres.spec("postgres", port), postgres::probe),
        new Service("psp", port -> psp(port, serverPort), Probe::accepts),
        new Service("temporal", port -> temporal.spec("temporal", port), Probe::accepts),
        new Service("redis", port -> redis.spec("redis", port), Redis::probe));
  }

  @Override
  public Service server(ToIntFunction<String> portOf) {
    return new Service(
        Town.SERVER,
        port -> new ChildSpec(Town.SERVER, serverCommand(), serverEnvironment(port, portOf)),
        port -> () -> answersOk("http://" + Town.address(port) + "/health/readiness"));
  }

  @Override
  public Map<String, String> pages() {
    return switch (temporal) {
      case Temporal.CommandLine(_, _, OptionalInt pages) when pages.isPresent() ->
          Map.of("temporal", "http://" + Town.address(pages.getAsInt()));
      case Temporal.CommandLine _, Temporal.TestServer _ -> Map.of();
    };
  }

  private ChildSpec psp(int port, int serverPort) {
    var arguments =
        new ArrayList<>(
            List.of("--port", "" + port, "--journal", data.resolve("psp.jsonl").toString()));
    arguments.addAll(
        List.of("--webhook-url", "http://" + Town.address(serverPort) + "/v1/webhooks/stripe"));
    seed.ifPresent(number -> arguments.addAll(List.of("--seed", "" + number)));
    var environment = Map.of("STRIPE_WEBHOOK_SECRET", STRIPE_WEBHOOK_SECRET);
    return new ChildSpec(
        "psp", JavaCommand.quick(TWIN, arguments.toArray(String[]::new)), environment);
  }

  private List<String> serverCommand() {
    var classPath = ModuleClassPath.of(home, "server");
    var command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(JavaCommand.QUIET);
    command.addAll(serverFlags);
    command.addAll(List.of("-cp", classPath, "souk.server.SoukServer", "serve", "--migrate"));
    return command;
  }

  private Map<String, String> serverEnvironment(int port, ToIntFunction<String> portOf) {
    var environment = new TreeMap<String, String>(settings);
    environment.put("MICRONAUT_SERVER_HOST", FreePorts.HOST);
    environment.put("MICRONAUT_SERVER_PORT", "" + port);
    environment.put("SOUK_EMBEDDED", "true");
    environment.put("SOUK_ROLES", roles);
    environment.put("SOUK_LOG_FORMAT", "plain");
    environment.put(
        "DATASOURCES_DEFAULT_URL",
        Postgres.jdbcUrl(portOf.applyAsInt("postgres"), Postgres.DATABASE));
    environment.put("DATASOURCES_DEFAULT_USERNAME", Postgres.USER);
    environment.put("DATASOURCES_DEFAULT_PASSWORD", Postgres.PASSWORD);
    environment.put("REDIS_URL", "redis://" + Town.address(portOf.applyAsInt("redis")));
    environment.put("TEMPORAL_ADDRESS", Town.address(portOf.applyAsInt("temporal")));
    environment.put("STRIPE_API_BASE", "http://" + Town.address(portOf.applyAsInt("psp")));
    environment.put("STRIPE_API_KEY", STRIPE_KEY);
    environment.put("STRIPE_WEBHOOK_SECRET", STRIPE_WEBHOOK_SECRET);
    environment.putIfAbsent(
        "STRIPE_ONBOARDING_RETURN_URL", "http://" + Town.address(port) + "/docs");
    environment.put("SOUK_KEYS_DIR", data.resolve("keys").toString());
    environment.put("SOUK_GRAPH_DIR", data.resolve("graph").toString());
    environment.put("SOUK_IDENTITY_SIM_ISSUER_KEY", issuer.publicKey().toString());
    environment.put("SOUK_DRIVERS_AUTO_APPROVE", "true");
    return environment;
  }

  private static boolean answersOk(String url) throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(ANSWER_WITHIN_MS);
    connection.setReadTimeout(ANSWER_WITHIN_MS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }
}
