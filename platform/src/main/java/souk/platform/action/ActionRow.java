package souk.platform.action;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as its row has it. */
@MappedEntity(value = "action_log", schema = "platform")
record ActionRow(
    @Id UUID id,
    Instant at,
    @Nullable UUID operatorId,
    String operatorName,
    String action,
    String subjectKind,
    String subjectId,
    @Nullable String reason,
    @Nullable String stateBefore,
    @Nullable String stateAfter,
    @Nullable String traceId) {}
