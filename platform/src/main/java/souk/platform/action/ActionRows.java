package souk.platform.action;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ActionRows extends GenericRepository<ActionRow, UUID> {
  @Query(
      """
      INSERT INTO platform.action_log (id, operator_id, operator_name, action, subject_kind,
        subject_id, reason, state_before, state_after, trace_id)
      VALUES (:id, :operatorId, :operatorName, :action, :subjectKind,
        :subjectId, :reason, :stateBefore, :stateAfter, :traceId)
      """)
  int add(
      UUID id,
      @Nullable UUID operatorId,
      String operatorName,
      String action,
      String subjectKind,
      String subjectId,
      @Nullable String reason,
      @Nullable String stateBefore,
      @Nullable String stateAfter,
      @Nullable String traceId);

  @Query(
      """
      SELECT * FROM platform.action_log
      WHERE (CAST(:operator AS uuid) IS NULL OR operator_id = CAST(:operator AS uuid))
        AND (CAST(:action AS text) IS NULL OR action = CAST(:action AS text))
        AND (CAST(:subjectKind AS text) IS NULL OR subject_kind = CAST(:subjectKind AS text))
        AND (CAST(:subjectId AS text) IS NULL OR subject_id = CAST(:subjectId AS text))
        AND (at, id) < (:before, :beforeId)
      ORDER BY at DESC, id DESC LIMIT :limit
      """)
  List<ActionRow> page(
      @Nullable UUID operator,
      @Nullable String action,
      @Nullable String subjectKind,
      @Nullable String subjectId,
      Instant before,
      UUID beforeId,
      int limit);
}
