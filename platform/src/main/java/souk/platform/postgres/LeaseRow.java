package souk.platform.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity(value = "lease", schema = "platform")
record LeaseRow(@Id String name, String holder, Instant expiresAt) {}
