package souk.payments.charge;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a charge.
 *
 * @param asOf when it was read, by the database's clock; behind the lock if it was locked
 */
@MappedEntity(value = "charge", schema = "payments")
record ChargeRow(
    @Id UUID id,
    @Nullable String orderKind,
    @Nullable UUID orderId,
    @Nullable UUID payerId,
    @Nullable UUID cardId,
    @Nullable String paymentMethod,
    @Nullable String pspCustomer,
    @Nullable Long amountMinor,
    @Nullable String currency,
    String options,
    String status,
    @Nullable String operation,
    int generation,
    boolean releaseWanted,
    @Nullable String pspReference,
    @Nullable String actionType,
    @Nullable String actionUrl,
    @Nullable String actionSecret,
    long authorizedMinor,
    @Nullable Long increasingMinor,
    @Nullable Long capturingMinor,
    boolean captureIsLast,
    long capturedMinor,
    int captures,
    @Nullable String reason,
    @Nullable String pspCode,
    @Nullable Instant captureBefore,
    long version,
    int looks,
    Instant intendedAt,
    Instant createdAt,
    Instant movedAt,
    @Nullable Instant nextWakeAt,
    @Nullable Instant settledAt,
    Instant asOf) {}
