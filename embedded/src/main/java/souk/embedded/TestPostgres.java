package souk.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import souk.embedded.engine.Postgres;
import souk.embedded.process.Nursery;

/** The one PostgreSQL of a test JVM, with its templates. */
final class TestPostgres {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final int port;
  private final Set<String> templates = new HashSet<>();
  private final AtomicInteger number = new AtomicInteger();

  private TestPostgres(int port) {
    this.port = port;
  }

  static TestPostgres start(Nursery nursery) {
    var postgres =
        Postgres.at(nursery.directory().resolve("postgres"), Postgres.Durability.THROW_AWAY);
    var listener =
        nursery.startListener(
            port -> postgres.spec("postgres", port), postgres::probe, READY_WITHIN);
    return new TestPostgres(listener.port());
  }

  TestDatabase newDatabase(String templateName, Migration migration) {
    if (!templateName.matches("[a-z0-9_]{1,40}"))
      throw new IllegalArgumentException("Template " + templateName);
    var template = template(templateName, migration);
    var name = templateName + "_" + number.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(url(name), Postgres.USER, Postgres.PASSWORD);
  }

  TestDatabase copyOf(TestDatabase original) {
    var url = original.jdbcUrl();
    var from = url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
    var name = from + "_copy_" + number.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + from);
    return new TestDatabase(url(name), Postgres.USER, Postgres.PASSWORD);
  }

  private synchronized String template(String templateName, Migration migration) {
    var template = "template_" + templateName;
    if (templates.contains(template)) return template;
    execute("DROP DATABASE IF EXISTS " + template + " WITH (FORCE)");
    execute("CREATE DATABASE " + template);
    migrate(template, migration);
    // a pool that the migration has left open would make every clone fail
    execute("ALTER DATABASE " + template + " ALLOW_CONNECTIONS false");
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + template
            + "'");
    templates.add(template);
    return template;
  }

  private void migrate(String template, Migration migration) {
    try {
      migration.migrate(url(template));
    } catch (Exception e) {
      throw new IllegalStateException("The migration of " + template + " failed", e);
    }
  }

  private void execute(String sql) {
    try (var connection =
            DriverManager.getConnection(url(Postgres.DATABASE), Postgres.USER, Postgres.PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String url(String database) {
    return Postgres.jdbcUrl(port, database);
  }
}
