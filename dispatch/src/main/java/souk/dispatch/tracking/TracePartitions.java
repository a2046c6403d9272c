package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** The table's partitions, one per day in UTC. */
@Singleton
final class TracePartitions {
  private static final String NAME = "trace_point_";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final Statements database;
  private final Transactions transactions;

  TracePartitions(Statements database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** Makes the day's partition, unless it is there; any number of processes may try at once. */
  void make(LocalDate day) {
    alter(
        """
        CREATE TABLE IF NOT EXISTS dispatch.%s PARTITION OF dispatch.trace_point
        FOR VALUES FROM ('%sT00:00:00Z') TO ('%sT00:00:00Z')
        """
            .formatted(name(day), day, day.plusDays(1)));
  }

  /** Drops the day's partition with all that is in it, if it is still there. */
  void drop(LocalDate day) {
    alter("DROP TABLE IF EXISTS dispatch." + name(day));
  }

  /** The days that have a partition, oldest first. */
  List<LocalDate> days() {
    return database.prepare(
        """
        SELECT right(partition.relname, 8) FROM pg_catalog.pg_inherits
        JOIN pg_catalog.pg_class partition ON partition.oid = inhrelid
        WHERE inhparent = CAST('dispatch.trace_point' AS regclass) ORDER BY 1
        """,
        statement -> {
          try (var rows = statement.executeQuery()) {
            var days = new ArrayList<LocalDate>();
            while (rows.next()) days.add(LocalDate.parse(rows.getString(1), DAY));
            return List.copyOf(days);
          }
        });
  }

  /**
   * One process at a time, since IF NOT EXISTS alone can fail beside another; and not for long, for
   * whoever reads or writes traces queues up behind us.
   */
  private void alter(String sql) {
    transactions.run(() -> {
      execute("SET LOCAL lock_timeout = '2s'");
      execute("SELECT pg_advisory_xact_lock(hashtext('dispatch.trace_point'))");
      execute(sql);
    });
  }

  private void execute(String sql) {
    database.prepare(sql, statement -> statement.execute());
  }

  private static String name(LocalDate day) {
    return NAME + DAY.format(day);
  }
}
