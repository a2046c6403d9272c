package souk.payments.dispute;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of the charge that is disputed. */
@MappedEntity(value = "charge", schema = "payments")
record DisputedRow(
    @Id UUID id,
    @Nullable String orderKind,
    @Nullable UUID orderId,
    @Nullable String currency,
    long capturedMinor,
    long refundedMinor,
    long disputedMinor) {}
