package souk.embedded.stripe.intent;

import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.PaymentMethod;

/** Why a payment attempt failed. */
public record PaymentError(
    String code, @Nullable String declineCode, String message, PaymentMethod paymentMethod) {}
