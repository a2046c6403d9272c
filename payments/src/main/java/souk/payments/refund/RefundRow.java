package souk.payments.refund;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of a refund. */
@MappedEntity(value = "refund", schema = "payments")
record RefundRow(
    @Id UUID id,
    UUID chargeId,
    String orderKind,
    UUID orderId,
    UUID payerId,
    String payment,
    long amountMinor,
    String currency,
    String reason,
    UUID requestedBy,
    String requestedByName,
    @Nullable UUID decidedBy,
    @Nullable String decidedByName,
    String status,
    int generation,
    @Nullable String pspReference,
    @Nullable String failure,
    long version,
    int looks,
    Instant intendedAt,
    Instant movedAt,
    Instant createdAt) {}
