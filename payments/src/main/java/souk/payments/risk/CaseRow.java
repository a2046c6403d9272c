package souk.payments.risk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "risk_case", schema = "payments")
record CaseRow(
    @Id UUID id,
    UUID chargeId,
    Instant createdAt,
    @Nullable String finding,
    @Nullable UUID decidedBy,
    @Nullable String reason,
    @Nullable Instant decidedAt) {}
