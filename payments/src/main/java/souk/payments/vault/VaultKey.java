package souk.payments.vault;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version of one of the vault's keys, as its row has it. */
@MappedEntity(value = "vault_key", schema = "payments")
record VaultKey(
    @Id int version,
    String purpose,
    String status,
    @Nullable String keyUri,
    @jakarta.annotation.Nullable byte @Nullable [] material,
    @Nullable Integer wrappedBy) {
  String uri() {
    return Objects.requireNonNull(keyUri, "only keys that wrap lie outside");
  }
}
