package souk.platform.identity.person;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

@Introspected
record AdmissionRow(String name, Instant issuedAt, Instant revokedBefore) {}
