package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
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

      assertThat(warningsWhile(migrations::migrate)).anyMatch(said -> said.contains("outOfOrder"));

      assertThat(migrations.complaint()).isEmpty();
      assertThat(warningsWhile(migrations::migrate)).as("all is in its order").isEmpty();
      node.bean(Transactions.class)
          .run(() ->
              node.bean(Outbox.class, "platform")
                  .add(UUID.randomUUID(), 1, "test.migrated", Map.of()));
    }
  }

  private static List<String> warningsWhile(Runnable action) {
    var lines = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger("org.flywaydb.core.internal.command.DbMigrate");
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.WARN);
    try {
      action.run();
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
