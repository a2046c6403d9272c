package souk.payments.risk;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.risk.RuleTerms.Against;
import souk.payments.risk.RuleTerms.CountryMismatch;
import souk.payments.risk.RuleTerms.Measure;
import souk.payments.risk.RuleTerms.NewAccount;
import souk.payments.risk.RuleTerms.Subject;
import souk.payments.risk.RuleTerms.Velocity;
import souk.platform.postgres.Statements;

/**
 * What rules ask for, found out in PostgreSQL: all of it in one statement, and one rule after the
 * other only when that fails, so that each is left without an answer for its own sake alone.
 */
@Singleton
final class RiskFacts {
  /** Nothing is counted any further. */
  static final long COUNT_MAX = 1000;

  private static final Logger log = LoggerFactory.getLogger(RiskFacts.class);
  private static final String NOT_BLOCKED = " AND verdict <> 'BLOCK'";

  /** Sent together with the question, in one round trip; only the question itself takes time. */
  private static final String ASK =
      "SAVEPOINT asked; SET LOCAL statement_timeout = '250ms';\nSELECT ";

  private static final String IN_TIME =
      ";\nSET LOCAL statement_timeout = DEFAULT; RELEASE SAVEPOINT asked";

  /** The time limit goes with it. */
  private static final String UNDO = "ROLLBACK TO SAVEPOINT asked; RELEASE SAVEPOINT asked";

  private final Statements database;

  RiskFacts(Statements database) {
    this.database = database;
  }

  /**
   * A number to be found out.
   *
   * @param sql an expression
   * @param plus what the present payment adds
   */
  private record Ask(String sql, List<Object> parameters, long plus) {
    /** Typed: the driver waits before it sends what may be answered at any length. */
    static Ask known(@Nullable Long value) {
      return new Ask("CAST(%s AS bigint)".formatted(value), List.of(), 0);
    }
  }

  /**
   * For each rule the number that it compares with its limit; for one without a limit, 1 when it
   * applies. Empty when it is not known, and when it cannot be found out within a quarter of a
   * second: then the present transaction goes on without it.
   *
   * @param now the instant of the decision
   */
  List<OptionalLong> find(
      List<RuleTerms> rules, RiskQuestion question, Signals signals, Instant now) {
    var asks = rules.stream().map(terms -> ask(terms, question, signals, now)).toList();
    if (asks.isEmpty()) return List.of();
    return answers(asks).orElseGet(() -> asks.stream().map(this::alone).toList());
  }

  private OptionalLong alone(Ask ask) {
    return answers(List.of(ask)).map(List::getFirst).orElseGet(OptionalLong::empty);
  }

  private static Ask ask(RuleTerms terms, RiskQuestion question, Signals signals, Instant now) {
    return switch (terms) {
      case Velocity velocity -> count(velocity, question, signals, now);
      case CountryMismatch(var against) -> mismatch(against, question, signals);
      case NewAccount newAccount -> fresh(newAccount, question, now);
    };
  }

  /** What was blocked never reached an issuer, and does not count. */
  private static Ask count(Velocity terms, RiskQuestion question, Signals signals, Instant now) {
    var key = key(terms.by(), question, signals);
    if (key == null) return Ask.known(null);
    var parameters = new ArrayList<Object>();
    parameters.add(key);
    parameters.add(Timestamp.from(now.minus(terms.window())));
    parameters.add(Timestamp.from(now));
    var small = terms.upTo();
    if (small != null) {
      parameters.add(small.minor());
      parameters.add(small.currency().getCurrencyCode());
    }
    if (terms.measure() == Measure.CARDS) parameters.add(question.card());
    parameters.add(COUNT_MAX);
    var sql =
        """
        (SELECT count(*) FROM (SELECT %s FROM payments.%s
          WHERE %s = ? AND decided_at > ? AND decided_at <= ?%s
          LIMIT ?) counted)\
        """
            .formatted(
                terms.measure() == Measure.CARDS ? "DISTINCT card" : "",
                terms.measure() == Measure.DECLINES ? "risk_decline" : "risk_decision",
                terms.by().column,
                only(terms.measure()));
    return new Ask(sql, parameters, isOne(terms, question) ? 1 : 0);
  }

  private static String only(Measure measure) {
    return switch (measure) {
      case ATTEMPTS -> NOT_BLOCKED;
      case SMALL_ATTEMPTS -> NOT_BLOCKED + " AND amount_minor <= ? AND currency = ?";
      case CARDS -> NOT_BLOCKED + " AND card <> ?";
      case DECLINES -> "";
    };
  }

  /** Whether the present payment is itself one of those that are counted. */
  private static boolean isOne(Velocity terms, RiskQuestion question) {
    return switch (terms.measure()) {
      case ATTEMPTS, CARDS -> true;
      case DECLINES -> false;
      case SMALL_ATTEMPTS -> {
        var small = terms.upTo();
        yield small != null
            && small.currency().equals(question.amount().currency())
            && question.amount().compareTo(small) <= 0;
      }
    };
  }

  static @Nullable Object key(Subject by, RiskQuestion question, Signals signals) {
    return switch (by) {
      case CARD -> question.card();
      case ACCOUNT -> question.payer();
      case DEVICE -> signals.device();
      case ADDRESS -> signals.network();
    };
  }

  private static Ask mismatch(Against against, RiskQuestion question, Signals signals) {
    var country = question.cardCountry();
    if (country == null) return Ask.known(null);
    return switch (against) {
      case ADDRESS ->
          Ask.known(signals.country() == null ? null : signals.country().equals(country) ? 0L : 1L);
      case ACCOUNT ->
          new Ask(
              """
              (SELECT CASE WHEN country = ? THEN 0 ELSE 1 END FROM payments.card
               WHERE owner_id = ? AND country IS NOT NULL ORDER BY created_at, id LIMIT 1)\
              """,
              List.of(country, question.payer()),
              0);
    };
  }

  private static Ask fresh(NewAccount terms, RiskQuestion question, Instant now) {
    var much = terms.above();
    if (!much.currency().equals(question.amount().currency())) return Ask.known(0L);
    if (question.amount().compareTo(much) <= 0) return Ask.known(0L);
    return new Ask(
        """
        (SELECT CASE WHEN EXISTS (SELECT FROM payments.charge
                                  WHERE payer_id = ? AND captured_minor > 0 AND created_at <= ?)
                THEN 0 ELSE 1 END)\
        """,
        List.of(question.payer(), Timestamp.from(now.minus(terms.age()))),
        0);
  }

  /** Empty when they cannot be found out together. */
  private Optional<List<OptionalLong>> answers(List<Ask> asks) {
    return database.onConnection(connection -> {
      try {
        return Optional.of(values(connection, asks));
      } catch (SQLException failure) {
        log.warn("{} rules could not be asked: {}", asks.size(), failure.getMessage());
        undo(connection);
        return Optional.empty();
      }
    });
  }

  private static void undo(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(UNDO);
    }
  }

  private static List<OptionalLong> values(Connection connection, List<Ask> asks)
      throws SQLException {
    var sql = asks.stream().map(Ask::sql).collect(Collectors.joining(",\n", ASK, IN_TIME));
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, asks);
      statement.execute();
      try (var row = Statements.rows(statement)) {
        row.next();
        var values = new ArrayList<OptionalLong>();
        for (var i = 0; i < asks.size(); i++) {
          var value = row.getLong(i + 1);
          values.add(
              row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value + asks.get(i).plus()));
        }
        return values;
      }
    }
  }

  private static void set(PreparedStatement statement, List<Ask> asks) throws SQLException {
    var at = 1;
    for (var ask : asks) {
      for (var parameter : ask.parameters()) statement.setObject(at++, parameter);
    }
  }
}
