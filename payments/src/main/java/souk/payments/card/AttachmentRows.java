package souk.payments.card;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AttachmentRows extends GenericRepository<AttachmentRow, UUID> {
  @Query(
      """
      INSERT INTO payments.card_attachment (id, owner_id, psp_token)
      VALUES (:id, :owner, :pspToken)
      ON CONFLICT (owner_id, psp_token) DO NOTHING
      """)
  int intend(UUID id, UUID owner, String pspToken);

  @Query("SELECT * FROM payments.card_attachment WHERE owner_id = :owner AND psp_token = :pspToken")
  AttachmentRow of(UUID owner, String pspToken);

  /** The provider has said what became of that request; another is asked under another key. */
  @Query(
      """
      UPDATE payments.card_attachment SET generation = generation + 1
      WHERE id = :id AND generation = :generation
      """)
  int answered(UUID id, int generation);
}
