package souk.booking.ride;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "destination_change", schema = "booking")
record ChangeRow(
    @Id UUID id,
    UUID rideId,
    int number,
    double fromLat,
    double fromLon,
    String quote,
    long authorizeMinor,
    String currency,
    String status,
    @Nullable String reason,
    boolean asked,
    boolean withdrawn,
    String payment,
    @Nullable String paymentReason,
    long chargeVersion,
    long capturedMinor,
    Instant proposedAt) {}
