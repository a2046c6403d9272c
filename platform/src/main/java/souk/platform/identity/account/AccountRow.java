package souk.platform.identity.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.password.PasswordHash;

@MappedEntity(value = "account", schema = "platform")
record AccountRow(
    @Id UUID personId,
    String email,
    String passwordHash,
    int passwordVersion,
    @Nullable Instant emailVerifiedAt,
    Instant createdAt) {
  Account account() {
    return new Account(
        personId,
        new EmailAddress(email),
        PasswordHash.parse(passwordHash),
        passwordVersion,
        emailVerifiedAt != null);
  }
}
