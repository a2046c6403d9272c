package souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Migrations;

/** What a load balancer and a collector are told. */
class HealthTest {
  private static final String NOWHERE = "127.0.0.1:1";

  @Test
  void aProcessWithAllItsEnginesIsReady() {
    try (var node = ServerNode.quiet()) {
      assertThat(node.get("/health/liveness", null).status()).isEqualTo(200);
      var readiness = node.get("/health/readiness", null);
      assertThat(readiness.status()).isEqualTo(200);
      assertThat(readiness.json().path("status").asText()).isIn("UP", "DEGRADED");
      assertThat(status(readiness, "redis")).isEqualTo("UP");
      assertThat(status(readiness, "temporal")).isEqualTo("UP");
      var metrics = node.get("/prometheus", null);
      assertThat(metrics.status()).isEqualTo(200);
      assertThat(metrics.body()).contains("jvm_memory_used_bytes", "souk_");
    }
  }

  @Test
  void withoutTemporalItIsDegradedAndSaysSo() {
    try (var node = with("temporal.address", NOWHERE)) {
      var readiness = node.get("/health/readiness", null);
      assertThat(readiness.status()).isEqualTo(200);
      assertThat(readiness.json().path("status").asText()).isEqualTo("DEGRADED");
      assertThat(status(readiness, "temporal")).isEqualTo("DEGRADED");
      assertThat(status(readiness, "redis")).isEqualTo("UP");
    }
  }

  @Test
  void withoutRedisItIsDegradedAndSaysSo() {
    try (var node = with("redis.url", "redis://" + NOWHERE)) {
      var readiness = node.get("/health/readiness", null);
      assertThat(readiness.status()).isEqualTo(200);
      assertThat(status(readiness, "redis")).isEqualTo("DEGRADED");
      assertThat(status(readiness, "temporal")).isEqualTo("UP");
    }
  }

  @Test
  void withoutPostgresItIsAliveAndNotReady() {
    try (var node = with("datasources.default.url", "jdbc:postgresql://" + NOWHERE + "/souk")) {
      assertThat(node.get("/health/liveness", null).status()).isEqualTo(200);
      var readiness = node.get("/health/readiness", null);
      assertThat(readiness.status()).isEqualTo(503);
      assertThat(readiness.json().path("status").asText()).isEqualTo("DOWN");
      assertThat(readiness.body()).contains("postgres");
    }
  }

  @Test
  void anUnmigratedSchemaIsRefusedInOneSentence() {
    var bare = TestEngines.newDatabase("bare", _ -> {});
    assertThat(complaint(bare)).contains("lacks").contains("./souk migrate").doesNotContain("\n");
    assertThat(complaint(ServerNode.database())).isEmpty();
  }

  @Test
  void aSchemaOfAnotherVersionIsRefused() {
    var newer = ServerNode.database();
    ServerNode.sql(
        newer,
        """
        INSERT INTO booking.flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (999, '999', 'from later', 'SQL', 'V999__from_later.sql', 'souk', 0, true)\
        """);
    assertThat(complaint(newer)).contains("another version").contains("V999");
  }

  private static String complaint(TestDatabase database) {
    var properties = ServerNode.properties(database, "http://" + NOWHERE);
    try (var context = ApplicationContext.run(properties)) {
      return context.getBean(Migrations.class).complaint().orElse("");
    }
  }

  private static ServerNode with(String property, String value) {
    return ServerNode.start(ServerNode.database(), Map.of("souk.roles", "api", property, value));
  }

  private static String status(ServerNode.Answer readiness, String engine) {
    return readiness.json().path("details").path(engine).path("status").asText();
  }
}
