package souk.payments.card;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspToken;
import souk.payments.vault.VaultToken;

/**
 * A card of a person. Its number is known to the provider alone, or to the vault.
 *
 * @param name the random token by which the rest of the world may know it
 * @param fingerprint the same for the same number, whoever registers it; null for cards registered
 *     before fingerprints were kept
 * @param country where its issuer is, as ISO 3166 has it; null when nobody says so
 * @param token what the provider's adapter charges
 */
public record Card(
    UUID id,
    UUID owner,
    VaultToken name,
    String brand,
    String last4,
    int expMonth,
    int expYear,
    @Nullable String fingerprint,
    @Nullable String country,
    PspToken token) {}
