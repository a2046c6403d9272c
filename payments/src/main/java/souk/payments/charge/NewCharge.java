package souk.payments.charge;

import static souk.payments.charge.ChargeColumns.operation;
import static souk.payments.charge.ChargeColumns.pspCode;
import static souk.payments.charge.ChargeColumns.reason;
import static souk.payments.charge.ChargeColumns.status;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Terms;
import souk.platform.postgres.Statements;

/**
 * The row of a charge in its first state and its claim on the order, in one statement with the
 * clock that both are of.
 *
 * @param wakeAfter when somebody should look at it; null for never
 */
record NewCharge(UUID id, Charge charge, @Nullable Duration wakeAfter) {
  private static final String ADD =
      """
      WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
      added AS (
        INSERT INTO payments.charge
          (id, order_kind, order_id, payer_id, card_id, payment_method, psp_customer, amount_minor,
           currency, options, status, operation, generation, release_wanted, authorized_minor,
           captured_minor, reason, psp_code, version, looks, intended_at, moved_at, next_wake_at,
           settled_at)
        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, false, 0, 0, ?, ?, 1, 0, now, now,
          now + ? * interval '1 ms', CASE WHEN ? THEN now END
        FROM clock
        ON CONFLICT (id) DO NOTHING RETURNING id, order_kind, order_id, settled_at, intended_at),
      claimed AS (
        INSERT INTO payments.order_claim (order_kind, order_id, charge_id)
        SELECT order_kind, order_id, id FROM added WHERE settled_at IS NULL
        ON CONFLICT (order_kind, order_id) DO NOTHING RETURNING charge_id)
      SELECT intended_at, settled_at IS NOT NULL OR EXISTS (SELECT FROM claimed) AS may_be
      FROM added\
      """;

  /**
   * What became of it.
   *
   * @param mayBe whether no other charge has a claim on its order; one that has must be undone
   */
  record Added(Instant at, boolean mayBe) {}

  /** Adds it; empty when there is a charge by this id. */
  Optional<Added> add(Statements database) {
    return database.prepare(
        ADD,
        statement -> {
          set(statement, charge.terms());
          statement.setString(11, status(charge));
          statement.setString(12, operation(charge.work()));
          statement.setString(13, reason(charge));
          statement.setString(14, pspCode(charge));
          statement.setObject(15, wakeAfter == null ? null : wakeAfter.toMillis());
          statement.setBoolean(16, charge.isSettled());
          try (var row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(new Added(row.getTimestamp(1).toInstant(), row.getBoolean(2)))
                : Optional.empty();
          }
        });
  }

  private void set(PreparedStatement statement, @Nullable Terms terms) throws SQLException {
    var token = charge instanceof Authorizing(_, var ofCard, _, _) ? ofCard : null;
    statement.setObject(1, id);
    statement.setString(2, terms == null ? null : terms.order().kind());
    statement.setObject(3, terms == null ? null : terms.order().id());
    statement.setObject(4, terms == null ? null : terms.payer());
    statement.setObject(5, terms == null ? null : terms.card());
    statement.setString(6, token == null ? null : token.paymentMethod());
    statement.setString(7, token == null ? null : token.customer());
    statement.setObject(8, terms == null ? null : terms.amount().minor());
    statement.setString(9, terms == null ? null : terms.amount().currency().getCurrencyCode());
    statement.setString(10, terms == null ? "" : ChargeMapping.names(terms.options()));
  }
}
