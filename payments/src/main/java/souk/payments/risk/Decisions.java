package souk.payments.risk;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;

/**
 * What a decision is made from and what it leaves behind, each in one round trip: a payment waits
 * for them, and others wait behind it.
 */
@Singleton
final class Decisions {
  /** As many round trips as one has statements would be too many; they are sent together. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0));\n";

  /** Where a payer was is known for a week. */
  private static final String STANDING =
      """
      SELECT d.verdict, s.device, s.network, s.country,
        EXISTS (SELECT FROM payments.risk_listed
                WHERE (kind = 'CARD' AND key = ?) OR (kind = 'ACCOUNT' AND key = ?)) AS listed,
        %s AS living, clock_timestamp() AS now
      FROM (VALUES (1)) one
      LEFT JOIN payments.risk_decision d ON d.charge_id = ?
      LEFT JOIN payments.payer_sighting s
        ON s.person_id = ? AND s.seen_at > clock_timestamp() - interval '7 days'\
      """
          .formatted(RiskRules.LIVING);

  private static final String ADD =
      """
      WITH decided AS (
        INSERT INTO payments.risk_decision
          (charge_id, order_kind, order_id, payer_id, card_id, card, device, network, card_country,
           address_country, amount_minor, currency, verdict, findings, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING RETURNING charge_id, verdict, decided_at),
      hits AS (
        INSERT INTO payments.risk_hit (rule, version, charge_id, mode, verdict, decided_at)
        SELECT hit.rule, hit.version, decided.charge_id, hit.mode, hit.verdict, decided.decided_at
        FROM decided, unnest(?, ?, ?, ?) AS hit (rule, version, mode, verdict)),
      cases AS (
        INSERT INTO payments.risk_case (id, charge_id)
        SELECT ?, charge_id FROM decided WHERE verdict = 'REVIEW' ON CONFLICT DO NOTHING)
      SELECT count(*) FROM decided\
      """;

  private final Statements database;
  private final Json json;

  Decisions(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /**
   * What there is before a decision.
   *
   * @param earlier what has been decided about the charge already
   * @param isListed whether operators have listed the card or the account
   * @param living which rules there are, as {@link RiskRules#LIVING} finds it
   * @param now the instant of the decision, should there be one
   */
  record Standing(
      @Nullable RiskVerdict earlier,
      Signals signals,
      boolean isListed,
      String living,
      Instant now) {}

  /** How things stand about a payment. */
  Standing standing(RiskQuestion question) {
    return standing(question, new TreeSet<>());
  }

  /**
   * How things stand once these locks are the present transaction's. They are statements of their
   * own, one after the other, so that they are taken in this order and what is read is read behind
   * them; sent together, so that nobody waits for each.
   */
  Standing standing(RiskQuestion question, SortedSet<String> locks) {
    return database.prepare(
        LOCK.repeat(locks.size()) + STANDING,
        statement -> {
          var at = 1;
          for (var lock : locks) statement.setString(at++, lock);
          statement.setString(at++, question.card());
          statement.setString(at++, question.payer().toString());
          statement.setObject(at++, question.chargeId());
          statement.setObject(at, question.payer());
          statement.execute();
          for (var lock = 0; lock < locks.size(); lock++) statement.getMoreResults();
          try (var row = Statements.rows(statement)) {
            row.next();
            return standing(row);
          }
        });
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var verdict = row.getString("verdict");
    return new Standing(
        verdict == null ? null : RiskVerdict.valueOf(verdict),
        new Signals(row.getString("device"), row.getString("network"), row.getString("country")),
        row.getBoolean("listed"),
        row.getString("living"),
        row.getTimestamp("now").toInstant());
  }

  /**
   * Writes a decision down with the rules that did not say ALLOW, and opens a case for a REVIEW;
   * false when another worker has decided about the same charge meanwhile.
   */
  boolean add(
      RiskQuestion question,
      Signals signals,
      RiskVerdict verdict,
      List<Finding> findings,
      Instant now) {
    return database.prepare(
        ADD,
        statement -> {
          set(statement, question, signals);
          statement.setString(13, verdict.name());
          statement.setString(14, json.write(findings));
          statement.setTimestamp(15, Timestamp.from(now));
          setHits(statement, findings);
          statement.setObject(20, UuidCreator.getTimeOrderedEpoch());
          try (var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1) == 1;
          }
        });
  }

  private static void set(PreparedStatement statement, RiskQuestion question, Signals signals)
      throws SQLException {
    statement.setObject(1, question.chargeId());
    statement.setString(2, question.order().kind());
    statement.setObject(3, question.order().id());
    statement.setObject(4, question.payer());
    statement.setObject(5, question.cardId());
    statement.setString(6, question.card());
    statement.setString(7, signals.device());
    statement.setString(8, signals.network());
    statement.setString(9, question.cardCountry());
    statement.setString(10, signals.country());
    statement.setLong(11, question.amount().minor());
    statement.setString(12, question.amount().currency().getCurrencyCode());
  }

  private static void setHits(PreparedStatement statement, List<Finding> findings)
      throws SQLException {
    var hits = findings.stream().filter(hit -> hit.verdict() != RiskVerdict.ALLOW).toList();
    var connection = statement.getConnection();
    set(statement, 16, connection, "text", hits, Finding::rule);
    set(statement, 17, connection, "int4", hits, Finding::version);
    set(statement, 18, connection, "text", hits, hit -> hit.mode().name());
    set(statement, 19, connection, "text", hits, hit -> hit.verdict().name());
  }

  private static void set(
      PreparedStatement statement,
      int at,
      Connection connection,
      String type,
      List<Finding> hits,
      Function<Finding, Object> value)
      throws SQLException {
    statement.setArray(at, connection.createArrayOf(type, hits.stream().map(value).toArray()));
  }
}
