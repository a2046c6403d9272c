package souk.embedded.stripe.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an intent, its charge or a refund of it.
 *
 * @param revision which moment of the intent the event shows, counted from 0
 * @param refund the refund it is about, if it is about one
 * @param key the idempotency key of the request behind it
 */
public record Event(
    String id,
    String type,
    Instant at,
    String intent,
    int revision,
    @Nullable String refund,
    String requestId,
    @Nullable String key) {}
