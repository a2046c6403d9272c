package souk.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.embedded.engine.Postgres.Durability;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Fate;
import souk.embedded.process.Nursery.Listener;
import souk.embedded.process.Probe;

/** A script may kill any engine and run its start command: address and data are the same again. */
class EngineRestartTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Nursery nursery;

  @BeforeEach
  void openNursery() {
    nursery = Nursery.open(directory, Fate.KEEP, List.of());
  }

  @AfterEach
  void closeNursery() {
    nursery.close();
    System.clearProperty("souk.postgres.user");
  }

  @Test
  void postgresKeepsWhatWasCommitted() throws Exception {
    var postgres = Postgres.at(directory.resolve("postgres"), Durability.SAFE);
    var listener = start(port -> postgres.spec("postgres", port), postgres::probe);
    execute(listener, "CREATE TABLE ride (id int)", "INSERT INTO ride VALUES (7)");

    crashAndStartByHand(listener, postgres.probe(listener.port()));

    assertThat(number(listener, "SELECT id FROM ride")).isEqualTo(7);
  }

  @Test
  void redisKeepsWhatWasAnswered() throws Exception {
    var redis = Redis.at(directory.resolve("redis"), Redis.Persistence.LOG);
    var listener = start(port -> redis.spec("redis", port), Redis::probe);
    assertThat(Redis.answer(listener.port(), "SET driver 7")).startsWith("+OK");

    crashAndStartByHand(listener, Redis.probe(listener.port()));

    assertThat(Redis.answer(listener.port(), "GET driver")).contains("7");
  }

  @Test
  void redisWithoutPersistenceIsEmptyAgain() throws Exception {
    var redis = Redis.at(directory.resolve("redis"), Redis.Persistence.NONE);
    var listener = start(port -> redis.spec("redis", port), Redis::probe);
    assertThat(Redis.answer(listener.port(), "SET driver 7")).startsWith("+OK");

    crashAndStartByHand(listener, Redis.probe(listener.port()));

    assertThat(Redis.answer(listener.port(), "GET driver")).startsWith("$-1");
  }

  @Test
  void temporalServesAtTheSameAddress() throws Exception {
    var temporal = new Temporal.TestServer();
    var listener = start(port -> temporal.spec("temporal", port), Probe::accepts);
    crashAndStartByHand(listener, Probe.accepts(listener.port()));
  }

  @Test
  void temporalCommandLineServesAtTheSameAddressFromTheSameFile() throws Exception {
    var installed = TemporalCli.find();
    assumeThat(installed).as("a temporal command line").isPresent();
    var temporal =
        new Temporal.CommandLine(
            installed.orElseThrow(), directory.resolve("temporal"), OptionalInt.empty());
    var listener = start(port -> temporal.spec("temporal", port), Probe::accepts);
    crashAndStartByHand(listener, Probe.accepts(listener.port()));
    assertThat(directory.resolve("temporal/temporal.db")).exists();
  }

  @ParameterizedTest
  @EnumSource(names = "OURSELVES", mode = EnumSource.Mode.EXCLUDE)
  void postgresRunsForRootOnDataThatAnotherKindOfRootHasMade(PostgresUser user) throws Exception {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).as("root").isEqualTo(0);
    for (var each : List.of(user, PostgresUser.USER_NAMESPACE, PostgresUser.NOBODY)) {
      System.setProperty("souk.postgres.user", each.name());
      var postgres = Postgres.at(directory.resolve("postgres"), Durability.SAFE);
      var listener = start(port -> postgres.spec("postgres", port), postgres::probe);
      assertThat(number(listener, "SELECT 7")).isEqualTo(7);
      closeAndOpenNursery();
    }
  }

  private void closeAndOpenNursery() {
    nursery.close();
    openNursery();
  }

  private Listener start(IntFunction<ChildSpec> spec, IntFunction<Probe> probe) {
    return nursery.startListener(spec, probe, SOON);
  }

  private static void crashAndStartByHand(Listener listener, Probe probe) throws IOException {
    var child = listener.child();
    var before = child.pid().orElseThrow();
    child.kill();
    new ProcessBuilder(child.startCommand()).start();
    await().atMost(SOON).ignoreExceptions().until(() -> child.pid().isPresent() && probe.isReady());
    assertThat(child.pid().orElseThrow()).isNotEqualTo(before);
  }

  private static void execute(Listener listener, String... statements) throws SQLException {
    try (var connection = connect(listener);
        var statement = connection.createStatement()) {
      for (var sql : statements) statement.execute(sql);
    }
  }

  private static int number(Listener listener, String query) throws SQLException {
    try (var connection = connect(listener);
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(Listener listener) throws SQLException {
    var url = Postgres.jdbcUrl(listener.port(), Postgres.DATABASE);
    return DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
  }
}
