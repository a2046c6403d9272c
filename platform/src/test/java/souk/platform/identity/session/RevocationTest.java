package souk.platform.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.identity.RevocationListener;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;
import souk.platform.identity.person.Revocations;
import souk.platform.testing.TestNode;

/** Every process learns within 5 s whose tokens no longer hold, whatever its role. */
class RevocationTest {
  private static final Duration STATED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KEYS = TestServer.newDirectory().toString();

  @Test
  void anApiProcessWithoutTheBellRefusesWithinTheStatedTime() {
    var database = TestNode.database();
    try (var one = node(database, "api,worker");
        var two = node(database, "api")) {
      var session = one.session();
      var person = UUID.fromString(me(two, session).text("id"));
      signOut(one, session);
      await().atMost(STATED).until(() -> me(two, session).status() == 401);
      await().atMost(STATED).until(() -> two.bean(Heard.class).before.containsKey(person));
      assertThat(me(one, one.session()).status()).isEqualTo(200);
    }
  }

  @Test
  void aProcessThatStartsLaterKnowsToo() {
    var database = TestNode.database();
    try (var one = node(database, "api")) {
      var session = one.session();
      signOut(one, session);
      try (var two = node(database, "api")) {
        assertThat(me(two, session).status()).isEqualTo(401);
      }
    }
  }

  /** Without a list younger than 4 s the row decides: here there never was one. */
  @Test
  void aProcessWithoutAFreshListAsksTheRow() {
    var database = TestNode.database();
    try (var one = node(database, "api")) {
      var session = one.session();
      var person = UUID.fromString(me(one, session).text("id"));
      var issuedAt = Instant.now().minusSeconds(60);
      try (var context = unstarted(database)) {
        var revocations = context.getBean(Revocations.class);
        assertThat(revocations.known(person, issuedAt)).isEmpty();
        assertThat(revocations.asked(person, issuedAt)).isTrue();
        signOut(one, session);
        assertThat(revocations.asked(person, issuedAt)).isFalse();
      }
    }
  }

  /** The token was believed a moment ago; nobody can say whether it still holds. */
  @Test
  void aProcessThatLostTheDatabaseAcceptsNothingOnOldKnowledge() {
    var database = TestNode.database();
    try (var one = TestServer.start(database, properties("api", "souk.test.routes"))) {
      var token = one.session().text("access_token");
      assertThat(one.get("/v1/test/any", token).status()).isEqualTo(200);
      takeAway(database);
      await().atMost(PATIENCE).until(() -> one.get("/v1/test/any", token).status() == 503);
    }
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromKnowing() {
    var database = TestNode.database();
    try (var one = TestServer.start(database, properties("api", "souk.test.failing-listener"))) {
      var session = one.session();
      signOut(one, session);
      await().atMost(STATED).until(() -> me(one, session).status() == 401);
    }
  }

  @Singleton
  @Requires(property = "souk.test.listener")
  static final class Heard implements RevocationListener {
    final Map<UUID, Instant> before = new ConcurrentHashMap<>();

    @Override
    public void revoked(UUID person, Instant issuedBefore) {
      before.put(person, issuedBefore);
    }
  }

  @Singleton
  @Requires(property = "souk.test.failing-listener")
  static final class Failing implements RevocationListener {
    @Override
    public void revoked(UUID person, Instant issuedBefore) {
      throw new IllegalStateException("on purpose");
    }
  }

  private static void takeAway(TestDatabase database) {
    var name = database.jdbcUrl().replaceFirst(".*/", "").replaceFirst("[?].*", "");
    var another = database.jdbcUrl().replace("/" + name, "/postgres");
    var end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'";
    try (var connection =
            DriverManager.getConnection(another, database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      statement.execute(end.formatted(name));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static TestServer node(TestDatabase database, String roles) {
    return TestServer.start(database, properties(roles, "souk.test.listener"));
  }

  /** Each node has a Redis prefix of its own, so no bell of one is heard by another. */
  private static Map<String, Object> properties(String roles, String listener) {
    return Map.of("souk.roles", List.of(roles.split(",")), "souk.keys-dir", KEYS, listener, "true");
  }

  private static ApplicationContext unstarted(TestDatabase database) {
    return ApplicationContext.run(
        Map.of(
            "datasources.default.url", database.jdbcUrl(),
            "datasources.default.username", database.user(),
            "datasources.default.password", database.password(),
            "redis.url", TestEngines.redisUrl()));
  }

  private static Answer me(TestServer server, Answer session) {
    return server.get("/v1/me", session.text("access_token"));
  }

  private static void signOut(TestServer server, Answer session) {
    var token = session.text("access_token");
    assertThat(server.post("/v1/me/sign-out-everywhere", token, Map.of()).status()).isEqualTo(204);
  }
}
