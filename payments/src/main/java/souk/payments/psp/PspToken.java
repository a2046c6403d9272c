package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/**
 * A card as the provider knows it.
 *
 * @param paymentMethod the provider's id of it
 * @param customer the provider's customer it is attached to, if it is
 */
public record PspToken(String paymentMethod, @Nullable String customer) {}
