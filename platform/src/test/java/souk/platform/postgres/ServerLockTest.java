package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.platform.testing.TestNode;

/** Either servers work on a database, or one who needs it alone. */
class ServerLockTest {
  private static final String END_OTHERS =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()\
      """;

  /** Whether somebody has asked for the database alone. */
  private static final String OPERATORS =
      """
      SELECT EXISTS (SELECT FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE 'SELECT pg_try_advisory_lock(%')\
      """;

  private static TestDatabase database;
  private static TestNode tool;

  @BeforeAll
  static void start() {
    database = TestNode.database();
    tool = TestNode.start(database, Map.of("souk.roles", "api"));
  }

  @AfterAll
  static void stop() {
    tool.close();
  }

  private static ServerLock lock() {
    return tool.bean(ServerLock.class);
  }

  private static TestNode server() {
    return TestNode.start(
        database,
        Map.of(
            "datasources.default.serving",
            true,
            "datasources.default.connection-wait",
            "250ms",
            "souk.roles",
            "api"));
  }

  private static boolean works(TestNode node) {
    return node.bean(Statements.class).prepare("SELECT 1", statement -> statement.execute());
  }

  /** Its last connections end a moment after it. */
  private static ServerLock.Alone awaitAlone() {
    return await().until(ServerLockTest::tryAlone, Optional::isPresent).orElseThrow();
  }

  private static Optional<ServerLock.Alone> tryAlone() {
    try {
      return Optional.of(lock().alone());
    } catch (IllegalStateException busy) {
      return Optional.empty();
    }
  }

  @Test
  void nobodyIsAloneWhileAServerIsConnected() {
    try (var server = server()) {
      assertThat(works(server)).isTrue();
      assertThatThrownBy(lock()::alone)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a server is connected to this database from 127.0.0.1: stop it first");
      assertThat(works(server)).as("a refusal leaves it alone").isTrue();
    }
    awaitAlone().close();
  }

  /** An operator stops the server and begins at once. */
  @Test
  void aServerThatEndsMeanwhileIsNotInTheWay() throws Exception {
    try (var server = server();
        var operator = Executors.newSingleThreadExecutor()) {
      assertThat(works(server)).isTrue();
      var alone = operator.submit(() -> lock().alone());
      await().until(() -> tool.bean(Statements.class).prepare(OPERATORS, ServerLockTest::isTrue));
      server.close();
      alone.get().close();
    }
  }

  private static boolean isTrue(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** 30 s until the first question, three of them at 10 s; as long for what is under way. */
  @Test
  void aServerWhoseMachineIsGoneIsMissedWithinAMinute() {
    try (var server = server()) {
      assertThat(of(server, "tcp_keepalives_idle")).isEqualTo("30");
      assertThat(of(server, "tcp_keepalives_interval")).isEqualTo("10");
      assertThat(of(server, "tcp_keepalives_count")).isEqualTo("3");
      assertThat(of(server, "tcp_user_timeout")).isEqualTo("60000");
      assertThat(of(tool, "tcp_keepalives_idle")).as("the control").isNotEqualTo("30");
    }
  }

  private static String of(TestNode node, String setting) {
    return node.bean(Statements.class)
        .prepare(
            "SHOW " + setting,
            statement -> {
              try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
              }
            });
  }

  /** The control: a command beside a server is none. */
  @Test
  void whoDoesNotServeIsNotSeen() {
    assertThat(works(tool)).isTrue();
    try (var alone = awaitAlone()) {
      assertThat(works(tool)).isTrue();
      alone.confirm();
    }
  }

  @Test
  void noServerConnectsWhileSomebodyIsAlone() {
    try (var alone = awaitAlone();
        var server = server()) {
      assertThatThrownBy(() -> works(server))
          .rootCause()
          .hasMessageContaining("adopt-after-restore is at work on this database");
      alone.confirm();
      alone.close();
      await().ignoreExceptions().until(() -> works(server));
    }
  }

  @Test
  void twoAreNotAlone() {
    try (var alone = awaitAlone()) {
      assertThatThrownBy(lock()::alone).isInstanceOf(IllegalStateException.class);
      alone.confirm();
    }
  }

  @Test
  void whoseConnectionHasEndedIsToldSo() {
    try (var alone = awaitAlone()) {
      database.past(connection -> connection.createStatement().execute(END_OTHERS));
      assertThatThrownBy(alone::confirm).hasMessageContaining("keeps servers out has ended");
    }
  }

  @Test
  void neverBothAtOnce() throws Exception {
    assertThat(seenTogether(ServerLock.SHARE)).isZero();
  }

  /** The control: without the lock they meet at once. */
  @Test
  void withoutTheLockTheyMeet() throws Exception {
    assertThat(seenTogether("SELECT 1")).isPositive();
  }

  /** How often a new connection of a server finds somebody alone; both try as fast as they can. */
  private static int seenTogether(String connectionInit) throws Exception {
    var alone = new AtomicInteger();
    var together = new AtomicInteger();
    var served = new AtomicInteger();
    try (var servers = Executors.newFixedThreadPool(3)) {
      var serving = new AtomicBoolean(true);
      for (int i = 0; i < 3; i++) {
        servers.submit(() -> {
          while (serving.get()) serve(connectionInit, alone, together, served);
        });
      }
      for (int times = 0; times < 30; times++) {
        try (var mine = awaitAlone()) {
          alone.incrementAndGet();
          mine.confirm();
          alone.decrementAndGet();
        }
      }
      await().until(() -> served.get() > 0);
      serving.set(false);
    }
    return together.get();
  }

  private static void serve(
      String connectionInit, AtomicInteger alone, AtomicInteger together, AtomicInteger served) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(connectionInit);
      served.incrementAndGet();
      if (alone.get() > 0) together.incrementAndGet();
    } catch (SQLException kept) {
      // out
    }
  }
}
