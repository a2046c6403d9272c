package souk.payments.risk;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/**
 * Forgets on what and where people paid once its time is over: devices, networks and countries of
 * addresses, of decisions that stay as they were otherwise. In statements that are short; the
 * database itself refuses to forget anything earlier, or anything else.
 */
@Singleton
final class RiskForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int AT_ONCE = 1_000;
  private static final int STATEMENTS_MAX = 200;

  /** No rule may look back any further. */
  private static final Duration RETENTION_MIN = Duration.ofDays(31);

  /** Whoever has the row forgets; nobody passes by what another one has not committed. */
  private static final String LOCK =
      """
      SELECT forgotten_until, clock_timestamp() - kept AS until
      FROM payments.risk_retention FOR UPDATE
      """;

  private static final String CONFIGURE =
      """
      UPDATE payments.risk_retention SET kept = ? * interval '1 s'
      WHERE kept <> ? * interval '1 s'
      """;

  private static final String DECISIONS =
      """
      WITH blanked AS (
        UPDATE payments.risk_decision SET device = NULL, network = NULL, address_country = NULL
        WHERE charge_id IN (
          SELECT charge_id FROM payments.risk_decision
          WHERE decided_at >= ? AND decided_at < ?
            AND (device IS NOT NULL OR network IS NOT NULL OR address_country IS NOT NULL)
          ORDER BY decided_at LIMIT ?)
        RETURNING decided_at)
      UPDATE payments.risk_retention
      SET forgotten_until = (SELECT max(decided_at) FROM blanked)
      WHERE EXISTS (SELECT FROM blanked)
      """;

  private static final String DECLINES =
      """
      DELETE FROM payments.risk_decline WHERE charge_id IN (
        SELECT charge_id FROM payments.risk_decline
        WHERE decided_at >= ? AND decided_at < ? ORDER BY decided_at LIMIT ?)
      """;

  private static final String SIGHTINGS =
      """
      DELETE FROM payments.payer_sighting WHERE person_id IN (
        SELECT person_id FROM payments.payer_sighting
        WHERE seen_at >= ? AND seen_at < ? ORDER BY seen_at LIMIT ?)
      """;

  private final Statements database;
  private final Transactions transactions;
  private final Duration retention;

  RiskForgetting(
      Statements database,
      Transactions transactions,
      @Value("${souk.risk.retention:90d}") Duration retention) {
    if (retention.compareTo(RETENTION_MIN) < 0) {
      throw new IllegalArgumentException("souk.risk.retention < " + RETENTION_MIN);
    }
    this.database = database;
    this.transactions = transactions;
    this.retention = retention;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("risk-forgetting", PAUSE, this::forget));
  }

  void forget() {
    transactions.run(this::configure);
    forget(DECISIONS, Span::decisions);
    forget(DECLINES, Span::all);
    forget(SIGHTINGS, Span::all);
  }

  private void configure() {
    database.update(
        CONFIGURE,
        statement -> {
          statement.setLong(1, retention.toSeconds());
          statement.setLong(2, retention.toSeconds());
        });
  }

  /** The time whose features are to be forgotten: of decisions some of it is done. */
  private record Span(OffsetDateTime forgotten, OffsetDateTime until) {
    private static final OffsetDateTime EPOCH = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    Span decisions() {
      return this;
    }

    Span all() {
      return new Span(EPOCH, until);
    }
  }

  private void forget(String sql, UnaryOperator<Span> of) {
    for (var count = 0; count < STATEMENTS_MAX; count++) {
      if (transactions.call(() -> some(sql, of.apply(locked()))) == 0) return;
    }
  }

  private int some(String sql, Span span) {
    return database.update(
        sql,
        statement -> {
          statement.setObject(1, span.forgotten());
          statement.setObject(2, span.until());
          statement.setInt(3, AT_ONCE);
        });
  }

  private Span locked() {
    return database.prepare(
        LOCK,
        statement -> {
          try (var row = statement.executeQuery()) {
            row.next();
            return new Span(
                row.getObject("forgotten_until", OffsetDateTime.class),
                row.getObject("until", OffsetDateTime.class));
          }
        });
  }
}
