package souk.payments.dispute;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.page.Span;

/**
 * What operations look for; null fits all.
 *
 * @param reference the provider's id of the dispute, or of the payment
 * @param isUnreadable only those that nobody here can read
 * @param found when it was heard of first
 */
record DisputeSearch(
    @Nullable DisputeStatus status,
    @Nullable UUID orderId,
    @Nullable UUID payer,
    @Nullable String reference,
    boolean isUnreadable,
    Span found) {}
