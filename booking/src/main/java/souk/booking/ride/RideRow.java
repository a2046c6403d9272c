package souk.booking.ride;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "ride", schema = "booking")
record RideRow(
    @Id UUID id,
    String cityId,
    UUID riderId,
    String riderName,
    UUID quoteId,
    UUID cardId,
    String product,
    double pickupLat,
    double pickupLon,
    double dropoffLat,
    double dropoffLon,
    @MappedProperty("distance_m") long distanceMetres,
    @MappedProperty("duration_s") long durationSeconds,
    long fareMinor,
    long authorizeMinor,
    String currency,
    String breakdown,
    String status,
    String phase,
    long version,
    long tripVersion,
    String payment,
    @Nullable String paymentReason,
    long chargeVersion,
    long capturedMinor,
    @Nullable String quote,
    @Nullable String bill,
    String extra,
    @Nullable String extraReason,
    long extraVersion,
    long extraMinor,
    @Nullable UUID driverId,
    @Nullable String driverName,
    @Nullable String plate,
    @Nullable String model,
    @Nullable String colour,
    @Nullable String cancelledBy,
    @Nullable String cancelReason,
    @Nullable String cancelRequest,
    String cancelRequestBy,
    Instant requestedAt,
    Instant movedAt,
    Instant nextWakeAt,
    @Nullable Instant endedAt,
    @Nullable Instant settledAt,
    @Nullable Instant pickupAt,
    @Nullable Instant startAt,
    @Nullable Instant startUntil,
    int changes) {}
