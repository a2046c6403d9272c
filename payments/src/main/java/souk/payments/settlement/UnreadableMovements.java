package souk.payments.settlement;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspUnreadable;
import souk.platform.postgres.Statements;

/**
 * The lines of the provider's statement that nobody here can read, as they stood there. Each is a
 * thing of its own to the comparison until a release reads it.
 */
@Singleton
final class UnreadableMovements {
  private static final String STORE =
      """
      INSERT INTO payments.unreadable_movement AS told
        (id, run_id, type, currency, amount, source, why, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE
      SET run_id = EXCLUDED.run_id, type = EXCLUDED.type, currency = EXCLUDED.currency,
          amount = EXCLUDED.amount, source = EXCLUDED.source, why = EXCLUDED.why, read_at = NULL
      WHERE told.read_at IS NOT NULL
         OR (told.type, told.currency, told.amount, told.source)
            IS DISTINCT FROM (EXCLUDED.type, EXCLUDED.currency, EXCLUDED.amount, EXCLUDED.source)
      """;

  private static final String READ =
      """
      UPDATE payments.unreadable_movement SET read_at = clock_timestamp(), run_id = ?
      WHERE id = ANY (?) AND read_at IS NULL
      """;

  private final Statements database;

  UnreadableMovements(Statements database) {
    this.database = database;
  }

  void store(UUID runId, List<PspUnreadable> lines) {
    // in one order, for two runs whose spans overlap
    var sorted = lines.stream().sorted(Comparator.comparing(PspUnreadable::id)).toList();
    for (var line : sorted) {
      database.update(
          STORE,
          statement -> {
            statement.setString(1, line.id());
            statement.setObject(2, runId);
            statement.setString(3, line.type());
            statement.setString(4, line.currency());
            statement.setString(5, line.amount());
            statement.setString(6, line.source());
            statement.setString(7, line.why());
            statement.setObject(8, line.createdAt().atOffset(ZoneOffset.UTC));
          });
    }
  }

  /** What could not be read before and can be now is compared as what it is. */
  void read(UUID runId, List<PspMovement> movements) {
    database.update(
        READ,
        statement -> {
          statement.setObject(1, runId);
          var ids = movements.stream().map(PspMovement::id).toArray();
          statement.setArray(2, statement.getConnection().createArrayOf("text", ids));
        });
  }
}
