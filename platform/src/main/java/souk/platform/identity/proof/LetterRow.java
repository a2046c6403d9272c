package souk.platform.identity.proof;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "letter", schema = "platform")
record LetterRow(
    @Id UUID id,
    String purpose,
    String email,
    int attempts,
    Instant nextAttemptAt,
    Instant createdAt) {}
