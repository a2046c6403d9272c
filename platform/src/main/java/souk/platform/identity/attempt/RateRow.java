package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity(value = "attempt_rate", schema = "platform")
record RateRow(@Id String key, Instant dueAt) {}
