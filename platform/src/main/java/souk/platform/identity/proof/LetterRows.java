package souk.platform.identity.proof;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface LetterRows extends GenericRepository<LetterRow, UUID> {
  @Query("INSERT INTO platform.letter (id, purpose, email) VALUES (:id, :purpose, :email)")
  int add(UUID id, String purpose, String email);

  /** Takes one that is due and puts its next attempt off: 1, 2, 4 … 60 min. */
  @Query(
      """
      UPDATE platform.letter
      SET attempts = attempts + 1,
          next_attempt_at = clock_timestamp() + least(60, power(2, attempts)) * interval '1 min'
      WHERE id = (
        SELECT id FROM platform.letter WHERE next_attempt_at <= clock_timestamp()
        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<LetterRow> takeDue();

  @Query("DELETE FROM platform.letter WHERE id = :id")
  int remove(UUID id);
}
