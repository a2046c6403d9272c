package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.platform.outbox.Outbox;
import souk.platform.testing.TestNode;

class MigrationsTest {
  /** As a database of an earlier version: all but the history is there, later numbers included. */
  @Test
  void aTemplateThatCameLaterReachesADatabaseThatIsFurtherByNumber() {
    try (var node = TestNode.start(TestNode.database())) {
      var migrations = node.bean(Migrations.class);
      assertThat(migrations.complaint()).isEmpty();
      node.bean(Statements.class)
          .<Boolean>onConnection(connection ->
              connection
                  .createStatement()
                  .execute(
                      "DROP TABLE platform.history;"
                          + " DELETE FROM platform.flyway_schema_history"
                          + " WHERE script = 'V000_1__history.sql'"));
      assertThat(migrations.complaint())
          .contains("schema platform lacks V000_1__history.sql: run ./souk migrate");

      migrations.migrate();

      assertThat(migrations.complaint()).isEmpty();
      node.bean(Transactions.class)
          .run(() ->
              node.bean(Outbox.class, "platform")
                  .add(UUID.randomUUID(), 1, "test.migrated", Map.of()));
    }
  }
}
