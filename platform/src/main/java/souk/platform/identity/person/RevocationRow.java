package souk.platform.identity.person;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

@Introspected
record RevocationRow(UUID id, Instant revokedBefore) {}
