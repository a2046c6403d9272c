package souk.payments.charge;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** What of a charge went back. */
@MappedEntity(value = "charge", schema = "payments")
record MoneyBackRow(@Id UUID id, String currency, long refundedMinor, long disputedMinor) {}
