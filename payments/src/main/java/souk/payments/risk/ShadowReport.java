package souk.payments.risk;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import souk.platform.postgres.Statements;
import souk.platform.problem.Problem;

/** What a rule has said so far, and what became of the payments it spoke about. */
@Singleton
final class ShadowReport {
  private static final String REPORT =
      """
      SELECT r.mode, r.moved_at,
        (SELECT count(*) FROM payments.risk_decision d WHERE d.decided_at >= r.created_at) AS asked,
        count(h.charge_id) AS hits,
        count(h.charge_id) FILTER (WHERE h.mode = 'SHADOW') AS in_shadow,
        count(*) FILTER (WHERE d.verdict = 'BLOCK') AS blocked_anyway,
        count(*) FILTER (WHERE c.status = 'DECLINED' AND d.verdict <> 'BLOCK') AS declined,
        count(*) FILTER (WHERE c.status = 'CAPTURED') AS captured,
        count(*) FILTER (WHERE k.finding = 'GENUINE') AS genuine,
        count(*) FILTER (WHERE k.finding = 'FRAUD') AS fraud
      FROM payments.risk_rule r
      LEFT JOIN payments.risk_hit h ON h.rule = r.name AND h.version = r.version
      LEFT JOIN payments.risk_decision d ON d.charge_id = h.charge_id
      LEFT JOIN payments.charge c ON c.id = h.charge_id
      LEFT JOIN payments.risk_case k ON k.charge_id = h.charge_id
      WHERE r.name = ? AND r.version = ?
      GROUP BY r.mode, r.moved_at, r.created_at
      """;

  private final Statements database;

  ShadowReport(Statements database) {
    this.database = database;
  }

  /**
   * @param asked payments since the rule was made
   * @param hits those it spoke about, {@code inShadow} of them without consequence
   * @param blockedAnyway hits that other rules stopped
   * @param declined hits that the issuer refused
   * @param captured hits whose money was taken
   * @param genuine hits that an operator found to be genuine, and {@code fraud} those that were not
   */
  @Introspected
  record Report(
      String name,
      int version,
      RiskRule.Mode mode,
      Instant since,
      long asked,
      long hits,
      long inShadow,
      long blockedAnyway,
      long declined,
      long captured,
      long genuine,
      long fraud) {}

  /**
   * @throws Problem 404
   */
  Report of(String name, int version) {
    return database.prepare(
        REPORT,
        statement -> {
          statement.setString(1, name);
          statement.setInt(2, version);
          try (var row = statement.executeQuery()) {
            if (!row.next()) throw Problem.notFound("rule");
            return read(name, version, row);
          }
        });
  }

  private static Report read(String name, int version, ResultSet row) throws SQLException {
    return new Report(
        name,
        version,
        RiskRule.Mode.valueOf(row.getString("mode")),
        row.getTimestamp("moved_at").toInstant(),
        row.getLong("asked"),
        row.getLong("hits"),
        row.getLong("in_shadow"),
        row.getLong("blocked_anyway"),
        row.getLong("declined"),
        row.getLong("captured"),
        row.getLong("genuine"),
        row.getLong("fraud"));
  }
}
