package souk.payments.risk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "risk_rule", schema = "payments")
record RuleRow(
    @Id String name,
    int version,
    String terms,
    String verdict,
    String ifUnknown,
    @Nullable UUID madeBy,
    String reason,
    Instant createdAt,
    String mode,
    Instant movedAt) {}
