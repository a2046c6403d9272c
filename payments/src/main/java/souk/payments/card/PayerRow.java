package souk.payments.card;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "payer", schema = "payments")
record PayerRow(@Id UUID id, @Nullable String pspCustomer, int generation, Instant intendedAt) {}
