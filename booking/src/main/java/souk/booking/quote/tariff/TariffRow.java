package souk.booking.quote.tariff;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "tariff", schema = "booking")
record TariffRow(
    @Id UUID id,
    String cityId,
    String product,
    long version,
    String currency,
    String terms,
    Instant effectiveFrom,
    @Nullable UUID madeBy,
    String reason,
    Instant createdAt) {}
