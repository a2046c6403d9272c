package souk.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import souk.embedded.engine.JavaCommand;
import souk.embedded.engine.Postgres;
import souk.embedded.engine.Redis;
import souk.embedded.engine.Temporal;
import souk.embedded.process.Child;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Listener;
import souk.embedded.process.Probe;
import souk.embedded.stripe.StripeTwinMain;

/**
 * PostgreSQL and Redis for one run, on throw-away data, which end with it. PostgreSQL writes every
 * commit to the disk, as it must where the data matter.
 */
public final class Engines implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Nursery nursery;
  private final int postgresPort;
  private final int redisPort;

  private final Collection<Child> children = new ConcurrentLinkedQueue<>();

  private Engines(Nursery nursery, Listener postgres, Listener redis) {
    this.nursery = nursery;
    this.postgresPort = postgres.port();
    this.redisPort = redis.port();
    children.addAll(List.of(postgres.child(), redis.child()));
  }

  /** Starts both; returns when they answer. */
  public static Engines start() throws IOException {
    var directory = Files.createTempDirectory("souk-bench-");
    var nursery = Nursery.open(directory, Nursery.Fate.REMOVE, List.of());
    var postgres = Postgres.at(nursery.directory().resolve("postgres"), Postgres.Durability.SAFE);
    var redis = Redis.at(nursery.directory().resolve("redis"), Redis.Persistence.NONE);
    var database =
        nursery.startListener(
            port -> postgres.spec("postgres", port), postgres::probe, READY_WITHIN);
    var index =
        nursery.startListener(port -> redis.spec("redis", port), Redis::probe, READY_WITHIN);
    return new Engines(nursery, database, index);
  }

  /** Makes an empty database and answers its JDBC URL; its user is {@link Postgres#USER}. */
  public String newDatabase(String name) throws SQLException {
    try (var connection = connect(Postgres.DATABASE);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return jdbcUrl(name);
  }

  /** The JDBC URL of a database that was made. */
  public String jdbcUrl(String name) {
    return Postgres.jdbcUrl(postgresPort, name);
  }

  /** A connection past the application. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        Postgres.jdbcUrl(postgresPort, database), Postgres.USER, Postgres.PASSWORD);
  }

  /** Where Redis is. */
  public String redisUrl() {
    return "redis://127.0.0.1:" + redisPort;
  }

  /** The port of Redis at the loopback address. */
  public int redisPort() {
    return redisPort;
  }

  /** Starts one more process, which ends with the engines; returns when it is ready. */
  public Listener start(IntFunction<ChildSpec> spec, IntFunction<Probe> probe) {
    var listener = nursery.startListener(spec, probe, READY_WITHIN);
    children.add(listener.child());
    return listener;
  }

  /** Starts Temporal's development server on a database file of this run; answers its address. */
  public String startTemporal(Path binary) {
    var temporal =
        new Temporal.CommandLine(binary, directory().resolve("temporal"), OptionalInt.empty());
    return address(start(port -> temporal.spec("temporal", port), Probe::accepts));
  }

  /** Starts the Stripe twin, each of whose answers takes so long; answers its base URL. */
  public String startPsp(Duration latency) {
    return startPsp(latency, latency);
  }

  /** Starts the Stripe twin, whose answers take a log-normal time; answers its base URL. */
  public String startPsp(Duration median, Duration p99) {
    var command =
        JavaCommand.lasting(
            StripeTwinMain.class.getName(),
            "--latency-median-ms",
            "" + median.toMillis(),
            "--latency-p99-ms",
            "" + p99.toMillis());
    return "http://" + address(start(port -> twin(command, port), Probe::accepts));
  }

  private static ChildSpec twin(List<String> command, int port) {
    return new ChildSpec(
        "psp", Stream.concat(command.stream(), Stream.of("--port", "" + port)).toList());
  }

  private static String address(Listener listener) {
    return FreePorts.HOST + ":" + listener.port();
  }

  /** How many processors each process that was started keeps busy from now on. */
  public Processors processors() {
    return Processors.of(children);
  }

  /** Where files of this run may lie, which go with it. */
  public Path directory() {
    return nursery.directory();
  }

  @Override
  public void close() {
    nursery.close();
  }
}
