package souk.payments;

import java.util.UUID;

/** Rows that somebody looks at when a test says so, whatever pause was meant. */
public final class Due {
  private Due() {}

  /** All of a table that anybody would ever look at. */
  public static void all(PaymentsNode node, String table) {
    node.sql(
        """
        UPDATE payments.%1$s SET next_wake_at = clock_timestamp()
        WHERE id IN (SELECT id FROM payments.%1$s WHERE next_wake_at IS NOT NULL
                     FOR UPDATE SKIP LOCKED)\
        """
            .formatted(table));
  }

  /** That one, and none of the others. */
  public static void only(PaymentsNode node, String table, UUID id) {
    node.sql(
        """
        UPDATE payments.%s
        SET next_wake_at = clock_timestamp()
                           + CASE WHEN id = '%s' THEN interval '0' ELSE interval '1 h' END
        WHERE next_wake_at IS NOT NULL\
        """
            .formatted(table, id));
  }
}
