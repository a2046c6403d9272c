package souk.booking.ride;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "receipt", schema = "booking")
record ReceiptRow(@Id UUID rideId, String number, Instant issuedAt) {}
