package souk.embedded.stripe.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of an intent.
 *
 * @param operation which request moved it, such as {@code payment_intents.capture}
 * @param from Stripe's status before, null when the intent was created
 * @param amountReceived what is captured after the move, in the smallest unit
 */
public record StateChange(
    Instant at,
    String operation,
    @Nullable String idempotencyKey,
    @Nullable String from,
    String to,
    long amountReceived) {}
