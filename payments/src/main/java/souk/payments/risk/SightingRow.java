package souk.payments.risk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity(value = "payer_sighting", schema = "payments")
record SightingRow(
    @Id UUID personId, @Nullable String device, String network, @Nullable String country) {}
