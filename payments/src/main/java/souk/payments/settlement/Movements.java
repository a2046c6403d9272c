package souk.payments.settlement;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspMovement;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** The provider's movements as they are stored, with what of each is to be posted. */
@Singleton
final class Movements {
  /**
   * What a provider told once does not change; should it, or should we understand it now, the run
   * that sees it settles that.
   */
  private static final String STORE =
      """
      INSERT INTO payments.balance_transaction AS told
        (id, run_id, kind, type, reference, currency, amount_minor, fee_minor, compared_minor,
         fee_due_minor, move_due_minor, move_at, created_at, available_at, presented_currency,
         presented_minor, exchange_rate, fx_due_minor, presented_due_minor, payment)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE
      SET run_id = EXCLUDED.run_id, kind = EXCLUDED.kind, type = EXCLUDED.type,
          reference = EXCLUDED.reference, amount_minor = EXCLUDED.amount_minor,
          fee_minor = EXCLUDED.fee_minor, compared_minor = EXCLUDED.compared_minor,
          fee_due_minor = EXCLUDED.fee_due_minor, move_due_minor = EXCLUDED.move_due_minor,
          move_at = EXCLUDED.move_at, available_at = EXCLUDED.available_at,
          presented_currency = coalesce(told.presented_currency, EXCLUDED.presented_currency),
          presented_minor = coalesce(EXCLUDED.presented_minor, told.presented_minor),
          exchange_rate = coalesce(EXCLUDED.exchange_rate, told.exchange_rate),
          fx_due_minor = EXCLUDED.fx_due_minor,
          presented_due_minor = EXCLUDED.presented_due_minor,
          payment = coalesce(told.payment, EXCLUDED.payment),
          restated = told.restated + 1
      WHERE (told.kind, told.reference, told.amount_minor, told.fee_minor, told.available_at,
             told.fx_due_minor, told.presented_due_minor)
         IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.reference, EXCLUDED.amount_minor,
                           EXCLUDED.fee_minor, EXCLUDED.available_at,
                           EXCLUDED.fx_due_minor, EXCLUDED.presented_due_minor)
      """;

  private static final String TO_POST =
      """
      SELECT told.*, move_at <= clock_timestamp() AS is_time, paid.order_kind, paid.order_id,
             coalesce(paid.psp_reference, told.payment) AS paid_by
      FROM payments.balance_transaction told
      LEFT JOIN payments.refund given ON given.psp_reference = told.reference AND told.kind = 'REFUND'
      LEFT JOIN payments.dispute taken
        ON taken.psp_reference = told.reference AND told.kind = 'DISPUTE'
      LEFT JOIN LATERAL (
        SELECT order_kind, order_id, psp_reference FROM payments.charge
        WHERE told.kind = 'PAYMENT' AND psp_reference = told.reference
        UNION ALL
        SELECT order_kind, order_id, psp_reference FROM payments.charge
        WHERE id = coalesce(given.charge_id, taken.charge_id)
        LIMIT 1) paid ON true
      WHERE told.run_id = ?
        AND (fee_due_minor <> fee_posted_minor OR fx_due_minor <> fx_posted_minor
             OR presented_due_minor <> presented_posted_minor
             OR (move_due_minor <> move_posted_minor AND move_at <= clock_timestamp()))
      ORDER BY told.id COLLATE "C" LIMIT ? FOR UPDATE OF told
      """;

  private static final String POSTED =
      """
      UPDATE payments.balance_transaction
      SET fee_posted_minor = fee_due_minor, fx_posted_minor = fx_due_minor,
          presented_posted_minor = presented_due_minor, cost_posted_minor = cost_posted_minor + ?,
          payment = coalesce(payment, ?), move_posted_minor = CASE WHEN ? THEN move_due_minor ELSE move_posted_minor END
      WHERE id = ?
      """;

  private static final String NEXT_AT =
      """
      SELECT min(move_at) FROM payments.balance_transaction
      WHERE run_id = ?
        AND (fee_due_minor <> fee_posted_minor OR move_due_minor <> move_posted_minor
             OR fx_due_minor <> fx_posted_minor OR presented_due_minor <> presented_posted_minor)
      """;

  private final Statements database;

  Movements(Statements database) {
    this.database = database;
  }

  /**
   * A movement of which something is to be posted, locked.
   *
   * @param fee all that is to be posted as the provider's fee
   * @param restated how often the provider changed what it had told of it
   * @param move all else that is, and only when {@code moves}: its time has come
   * @param payment the provider's id of the payment whose money moved, by our rows or its own word
   * @param conversion what is still to be converted of it; null where nothing is
   */
  record ToPost(
      String id,
      PspMovement.Kind kind,
      String reference,
      Money fee,
      Money feePosted,
      Money move,
      Money movePosted,
      boolean moves,
      int restated,
      @Nullable OrderRef order,
      @Nullable String payment,
      @Nullable Conversion conversion) {
    ToPost costing(Conversion known) {
      return new ToPost(
          id,
          kind,
          reference,
          fee,
          feePosted,
          move,
          movePosted,
          moves,
          restated,
          order,
          payment,
          known);
    }
  }

  void store(UUID runId, List<PspMovement> page) {
    database.prepare(
        STORE,
        statement -> {
          // in one order, that of those who post, for two runs whose spans overlap
          var sorted = page.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
          for (var movement : sorted) {
            set(statement, runId, movement);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private static void set(PreparedStatement to, UUID runId, PspMovement movement)
      throws SQLException {
    var share = MovementShares.of(movement);
    to.setString(1, movement.id());
    to.setObject(2, runId);
    to.setString(3, movement.kind().name());
    to.setString(4, movement.type());
    to.setString(5, movement.reference());
    to.setString(6, movement.amount().currency().getCurrencyCode());
    to.setLong(7, movement.amount().minor());
    to.setLong(8, movement.fee().minor());
    to.setLong(9, share.compared().minor());
    to.setLong(10, share.fee().minor());
    to.setLong(11, share.move().minor());
    to.setObject(12, share.moveAt().atOffset(ZoneOffset.UTC));
    to.setObject(13, movement.createdAt().atOffset(ZoneOffset.UTC));
    to.setObject(14, movement.availableAt().atOffset(ZoneOffset.UTC));
    setConversion(to, movement);
  }

  private static void setConversion(PreparedStatement to, PspMovement movement)
      throws SQLException {
    var told = movement.conversion();
    var due = MovementShares.converted(movement);
    to.setString(15, told == null ? null : told.presented().currency().getCurrencyCode());
    to.setObject(16, told == null ? null : told.presented().minor(), Types.BIGINT);
    to.setBigDecimal(17, told == null ? null : told.rate());
    to.setLong(18, due == null ? 0 : movement.amount().minor());
    to.setLong(19, due == null ? 0 : due.presented().minor());
    // also where the refund or dispute has no row here: made at the provider, or not known yet
    to.setString(20, told == null ? null : movement.payment());
  }

  /** Locks some of a run's movements of which something is to be posted now. */
  List<ToPost> toPost(UUID runId, int limit) {
    return database.prepare(
        TO_POST,
        statement -> {
          statement.setObject(1, runId);
          statement.setInt(2, limit);
          try (var rows = statement.executeQuery()) {
            var found = new ArrayList<ToPost>();
            while (rows.next()) found.add(toPost(rows));
            return found;
          }
        });
  }

  private static ToPost toPost(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    var order = row.getString("order_kind");
    return new ToPost(
        row.getString("id"),
        PspMovement.Kind.valueOf(row.getString("kind")),
        row.getString("reference"),
        Money.of(row.getLong("fee_due_minor"), currency),
        Money.of(row.getLong("fee_posted_minor"), currency),
        Money.of(row.getLong("move_due_minor"), currency),
        Money.of(row.getLong("move_posted_minor"), currency),
        row.getBoolean("is_time"),
        row.getInt("restated"),
        order == null ? null : new OrderRef(order, row.getObject("order_id", UUID.class)),
        row.getString("paid_by"),
        Conversion.due(row));
  }

  void posted(List<ToPost> all) {
    database.prepare(
        POSTED,
        statement -> {
          for (var one : all) {
            var converted = one.conversion();
            statement.setLong(1, converted == null ? 0 : converted.cost().minor());
            statement.setString(2, converted == null ? null : one.payment());
            statement.setBoolean(3, one.moves());
            statement.setString(4, one.id());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** When the next of a run's movements is to be posted; empty when all are. */
  Optional<Instant> nextAt(UUID runId) {
    return database.prepare(
        NEXT_AT,
        statement -> {
          statement.setObject(1, runId);
          try (var rows = statement.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
          }
        });
  }
}
