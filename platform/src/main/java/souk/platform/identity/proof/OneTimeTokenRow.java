package souk.platform.identity.proof;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "one_time_token", schema = "platform")
record OneTimeTokenRow(
    @Id byte[] hash, UUID personId, String purpose, Instant expiresAt, @Nullable Instant usedAt) {}
