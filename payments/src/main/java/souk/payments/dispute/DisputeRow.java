package souk.payments.dispute;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of a dispute; {@code said} is its evidence as text. */
@MappedEntity(value = "dispute", schema = "payments")
record DisputeRow(
    @Id UUID id,
    String pspReference,
    @Nullable UUID chargeId,
    @Nullable String orderKind,
    @Nullable UUID orderId,
    String status,
    String reason,
    @Nullable String currency,
    long amountMinor,
    long withdrawnMinor,
    long feeMinor,
    @Nullable String feeCurrency,
    @Nullable Long borneMinor,
    @Nullable Instant dueBy,
    String response,
    boolean responseUnknown,
    @Nullable String said,
    int draft,
    @Nullable String responseFailure,
    int generation,
    Instant intendedAt,
    long version,
    int looks,
    Instant movedAt,
    @Nullable Instant openedAt,
    Instant createdAt,
    @Nullable Instant unreadableSince) {}
