package souk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestEnginesTest {

  @Test
  void clonesAnIsolatedDatabaseFromATemplateThatIsMigratedOnce() throws Exception {
    var migrations = new AtomicInteger();
    Migration migration =
        url -> {
          migrations.incrementAndGet();
          execute(url, "CREATE TABLE ride (id int PRIMARY KEY)");
        };
    var first = TestEngines.newDatabase("isolation", migration);
    var second = TestEngines.newDatabase("isolation", migration);

    execute(first.jdbcUrl(), "INSERT INTO ride VALUES (1)");

    assertThat(count(first)).isEqualTo(1);
    assertThat(count(second)).isZero();
    assertThat(migrations).hasValue(1);
  }

  @Test
  void clonesForManyThreadsAtOnceThoughTheMigrationLeavesConnectionsOpen() throws Exception {
    Migration leaking = url -> connect(url).createStatement().execute("CREATE TABLE ride (id int)");
    var databases = new ArrayList<Future<TestDatabase>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++)
        databases.add(threads.submit(() -> TestEngines.newDatabase("leaking", leaking)));
    }
    var urls = new ArrayList<String>();
    for (var database : databases) urls.add(database.get().jdbcUrl());
    assertThat(urls).doesNotHaveDuplicates().hasSize(10);
  }

  @Test
  void aConnectionIsUsedAgainUnlessItIsBroken() throws Exception {
    var database =
        TestEngines.newDatabase("past", url -> execute(url, "CREATE TABLE ride (id int)"));
    var other = TestEngines.newDatabase("past", url -> execute(url, "CREATE TABLE ride (id int)"));

    var backend = database.past(TestEnginesTest::backend);
    assertThat(database.past(TestEnginesTest::backend)).isEqualTo(backend);
    assertThat(other.past(TestEnginesTest::backend)).isNotEqualTo(backend);

    execute(other.jdbcUrl(), "SELECT pg_terminate_backend(%d)".formatted(backend));
    assertThat(database.past(TestEnginesTest::backend)).isNotEqualTo(backend);
  }

  @Test
  void aCopyCanBeMadeThoughConnectionsAreKept() throws Exception {
    var database =
        TestEngines.newDatabase("past", url -> execute(url, "CREATE TABLE ride (id int)"));
    execute(database.jdbcUrl(), "INSERT INTO ride VALUES (1)");
    assertThat(database.past(TestEnginesTest::backend)).isPositive();
    assertThat(count(TestEngines.copyOf(database))).isEqualTo(1);
  }

  @Test
  void whatTheDatabaseRefusesIsThrown() {
    var database =
        TestEngines.newDatabase("past", url -> execute(url, "CREATE TABLE ride (id int)"));
    assertThatThrownBy(
            () -> database.past(connection -> connection.createStatement().execute("NONSENSE")))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(SQLException.class);
  }

  private static int backend(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void triesAFailedMigrationAgain() throws Exception {
    assertThatThrownBy(
            () -> TestEngines.newDatabase("failing", url -> execute(url, "CREATE NONSENSE")))
        .hasRootCauseInstanceOf(SQLException.class);
    var database =
        TestEngines.newDatabase("failing", url -> execute(url, "CREATE TABLE ride (id int)"));
    assertThat(count(database)).isZero();
  }

  @Test
  void sharesOneServiceOfEachKind() {
    assertThat(TestEngines.redisUrl())
        .startsWith("redis://127.0.0.1:")
        .isEqualTo(TestEngines.redisUrl());
    assertThat(TestEngines.temporalAddress())
        .startsWith("127.0.0.1:")
        .isEqualTo(TestEngines.temporalAddress());
  }

  private static int count(TestDatabase database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM ride")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = connect(url)) {
      connection.createStatement().execute(sql);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "souk", "souk");
  }
}
