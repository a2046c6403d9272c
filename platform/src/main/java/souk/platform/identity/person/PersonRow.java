package souk.platform.identity.person;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "person", schema = "platform")
record PersonRow(
    @Id UUID id,
    String issuer,
    String subject,
    String name,
    Instant revokedBefore,
    Instant createdAt) {}
