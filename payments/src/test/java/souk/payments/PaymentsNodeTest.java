package souk.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Pool;

/** A node of a test that is over keeps nothing of PostgreSQL's, however it ended. */
class PaymentsNodeTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  private final TestDatabase database = PaymentsNode.database();

  @Test
  void withoutHttp() throws SQLException {
    try (var node = PaymentsNode.start(database, NOBODY, Map.of())) {
      use(node);
    }
    awaitNoConnections();
  }

  @Test
  void withHttp() throws SQLException {
    try (var node = PaymentsNode.serve(database, NOBODY, Map.of())) {
      use(node);
    }
    awaitNoConnections();
  }

  @Test
  void thatDidNotComeUp() {
    assertThatThrownBy(
            () -> PaymentsNode.serve(database, NOBODY, Map.of("stripe.api-key", "")).close())
        .rootCause()
        .hasMessageStartingWith("stripe.api-key is not set");
    awaitNoConnections();
  }

  private void use(PaymentsNode node) throws SQLException {
    var clock = node.bean(DatabaseClock.class);
    assertThat(clock.now()).isNotNull();
    assertThat(Pool.BACKGROUND.call(clock::now)).isNotNull();
    assertThat(connections()).isPositive();
  }

  private void awaitNoConnections() {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(connections()).isZero());
  }

  private int connections() throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
