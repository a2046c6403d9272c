package souk.payments.vault;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of a kept number; without a wrapped key it is destroyed. */
@MappedEntity(value = "vault_number", schema = "payments")
record NumberRow(
    @Id String token,
    UUID numberId,
    byte[] ciphertext,
    @jakarta.annotation.Nullable byte @Nullable [] wrappedKey,
    @Nullable Integer wrappedBy,
    int expMonth,
    int expYear) {}
