package souk.booking.quote;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "quote", schema = "booking")
record QuoteRow(
    @Id UUID id,
    String cityId,
    UUID riderId,
    String product,
    String content,
    Instant createdAt,
    Instant expiresAt) {}
