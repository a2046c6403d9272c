package souk.payments.refund;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.page.Span;

/**
 * What operations look for; null fits all.
 *
 * @param reference the provider's id of the refund, or of the payment
 * @param asked when it was asked for
 */
record RefundSearch(
    @Nullable RefundStatus status,
    @Nullable UUID orderId,
    @Nullable UUID payer,
    @Nullable String reference,
    Span asked) {}
