package souk.platform.identity.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "session", schema = "platform")
record SessionRow(
    @Id UUID id,
    UUID personId,
    byte[] tokenHash,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    Instant createdAt) {}
