package souk.server.audit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import souk.platform.audit.AuditRule;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Pool;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/**
 * Recomputes every invariant with the rule's own SQL, under a role that may only read. All rules
 * see the same instant of the database.
 */
@Singleton
final class Auditor {
  static final int BREACHES_MAX = 100;

  private static final int SECONDS_MAX = 20;

  private final List<AuditRule> rules;
  private final Statements database;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final MeterRegistry metrics;

  Auditor(
      Collection<AuditRule> rules,
      Statements database,
      Transactions transactions,
      DatabaseClock clock,
      MeterRegistry metrics) {
    this.rules = rules.stream().sorted(Comparator.comparing(AuditRule::name)).toList();
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.metrics = metrics;
  }

  AuditReport audit() {
    return Pool.BACKGROUND.call(() -> transactions.call(this::auditInOneSnapshot));
  }

  private AuditReport auditInOneSnapshot() {
    return database.onConnection(connection -> {
      // the role and the isolation end with the transaction
      run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      run(connection, "SET LOCAL ROLE souk_auditor");
      var at = clock.now();
      var findings = new ArrayList<AuditReport.Finding>();
      for (var rule : rules) findings.add(check(connection, rule));
      return AuditReport.of(at, findings);
    });
  }

  private AuditReport.Finding check(Connection connection, AuditRule rule) throws SQLException {
    var begin = System.nanoTime();
    var breaches = breaches(connection, rule);
    var took = System.nanoTime() - begin;
    metrics.counter("souk.audit.breaches", "rule", rule.name()).increment(breaches.size());
    return new AuditReport.Finding(
        rule.name(),
        rule.description(),
        rule.grace().toSeconds(),
        TimeUnit.NANOSECONDS.toMillis(took),
        breaches);
  }

  private static List<AuditReport.Breach> breaches(Connection connection, AuditRule rule)
      throws SQLException {
    var bounded = "SELECT subject, detail FROM (" + rule.sql() + ") breach LIMIT " + BREACHES_MAX;
    try (var statement = connection.prepareStatement(bounded)) {
      statement.setQueryTimeout(SECONDS_MAX);
      statement.setLong(1, rule.grace().toSeconds());
      var found = new ArrayList<AuditReport.Breach>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new AuditReport.Breach(rows.getString("subject"), rows.getString("detail")));
        }
      }
      return found;
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
