package souk.embedded.stripe.money;

import org.jspecify.annotations.Nullable;

/** Where a connected account's money is paid out to. */
public record BankAccount(
    String id,
    String country,
    String currency,
    String last4,
    @Nullable String holder,
    BankOutcome outcome) {}
