package souk.payments.vault;

import java.util.UUID;

/**
 * What is known in clear of a number in the vault.
 *
 * @param numberId the same for the same number, however often it is kept
 */
public record KeptNumber(
    VaultToken token,
    UUID numberId,
    CardBrand brand,
    String firstDigits,
    String last4,
    int expMonth,
    int expYear) {}
