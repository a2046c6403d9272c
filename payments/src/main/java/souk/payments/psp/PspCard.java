package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/**
 * What may be known of a card: never its number.
 *
 * @param fingerprint the provider's: the same for the same number, whoever's card it is
 * @param country where its issuer is, as ISO 3166 has it
 */
public record PspCard(
    PspToken token,
    String brand,
    String last4,
    int expMonth,
    int expYear,
    @Nullable String fingerprint,
    @Nullable String country) {}
