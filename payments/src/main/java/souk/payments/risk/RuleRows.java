package souk.payments.risk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RuleRows extends GenericRepository<RuleRow, String> {
  @Query("SELECT * FROM payments.risk_rule WHERE mode <> 'RETIRED' ORDER BY name, version")
  List<RuleRow> live();

  @Query("SELECT * FROM payments.risk_rule ORDER BY name, version DESC LIMIT :limit")
  List<RuleRow> all(int limit);

  @Query("SELECT * FROM payments.risk_rule WHERE name = :name AND version = :version")
  Optional<RuleRow> find(String name, int version);

  @Query("SELECT coalesce(max(version), 0) FROM payments.risk_rule WHERE name = :name")
  int latest(String name);

  @Query(
      """
      INSERT INTO payments.risk_rule
        (name, version, terms, verdict, if_unknown, made_by, reason, mode)
      VALUES (:name, :version, :terms, :verdict, :ifUnknown, CAST(:madeBy AS uuid), :reason,
              'SHADOW')
      ON CONFLICT DO NOTHING
      """)
  int add(
      String name,
      int version,
      String terms,
      String verdict,
      String ifUnknown,
      @Nullable UUID madeBy,
      String reason);

  /** What was in shadow under this name gives way to what follows it. */
  @Query(
      """
      UPDATE payments.risk_rule SET mode = 'RETIRED', moved_at = clock_timestamp()
      WHERE name = :name AND mode = 'SHADOW'
      """)
  int retireShadow(String name);

  @Query(
      """
      UPDATE payments.risk_rule SET mode = 'RETIRED', moved_at = clock_timestamp()
      WHERE name = :name AND mode = 'ENFORCED'
      """)
  int retireEnforced(String name);

  /** Enforces what has been in shadow for so long; answers how many there were. */
  @Query(
      """
      UPDATE payments.risk_rule SET mode = 'ENFORCED', moved_at = clock_timestamp()
      WHERE name = :name AND version = :version AND mode = 'SHADOW'
        AND moved_at <= clock_timestamp() - :shadowSeconds * interval '1 s'
      """)
  int enforce(String name, int version, long shadowSeconds);

  @Query(
      """
      UPDATE payments.risk_rule SET mode = 'RETIRED', moved_at = clock_timestamp()
      WHERE name = :name AND version = :version AND mode <> 'RETIRED'
      """)
  int retire(String name, int version);
}
