package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity(value = "attempt_lockout", schema = "platform")
record LockoutRow(@Id String key, int failures, Instant blockedUntil, Instant lastAt) {}
