package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity(value = "known_place", schema = "platform")
record KnownPlaceRow(@Id String key, Instant lastAt) {}
