package souk.payments.psp.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestIncrementalAuthorization;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestMulticapture;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.NextAction;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.payments.psp.Refusal;

/** A payment intent, as we ask for it and as we read it. */
final class StripeIntents {
  /** Our charge's id in the intent's metadata; a payment whose answer was lost is found by it. */
  static final String CHARGE_ID = "charge_id";

  private StripeIntents() {}

  /**
   * Reserves without taking. Where nobody is there to authenticate, what would need that is
   * declined instead of left waiting for ever.
   */
  static PaymentIntentCreateParams creation(
      PspAuthorization authorization, @Nullable String returnUrl) {
    var amount = authorization.amount();
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(StripeAmounts.toStripe(amount))
            .setCurrency(amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT))
            .setCustomer(authorization.token().customer())
            .setPaymentMethod(authorization.token().paymentMethod())
            .addPaymentMethodType("card")
            .setCaptureMethod(CaptureMethod.MANUAL)
            .setConfirm(true)
            .putAllMetadata(authorization.labels())
            .putMetadata(CHARGE_ID, authorization.chargeId().toString())
            .addExpand("latest_charge");
    var options = authorization.options();
    if (!options.contains(PaymentOption.PAYER_PRESENT)) params.setErrorOnRequiresAction(true);
    else if (returnUrl != null) params.setReturnUrl(returnUrl);
    var card = card(options);
    if (card != null) params.setPaymentMethodOptions(card);
    return params.build();
  }

  /** What the account or the card does not offer is refused later, when it is wanted. */
  private static @Nullable PaymentMethodOptions card(Set<PaymentOption> options) {
    var grows = options.contains(PaymentOption.GROWING);
    var several = options.contains(PaymentOption.SEVERAL_CAPTURES);
    if (!grows && !several) return null;
    var card = PaymentMethodOptions.Card.builder();
    if (grows)
      card.setRequestIncrementalAuthorization(RequestIncrementalAuthorization.IF_AVAILABLE);
    if (several) card.setRequestMulticapture(RequestMulticapture.IF_AVAILABLE);
    return PaymentMethodOptions.builder().setCard(card.build()).build();
  }

  /** A body proves nothing about its conformance: what is missing here throws. */
  static PspPayment payment(PaymentIntent intent) {
    var received = intent.getAmountReceived() == null ? 0L : intent.getAmountReceived();
    return new PspPayment(
        required(intent.getId(), "id"),
        status(intent),
        StripeAmounts.toMoney(required(intent.getAmount(), "amount"), intent.getCurrency()),
        StripeAmounts.toMoney(received, intent.getCurrency()),
        captureBefore(intent),
        refusal(intent),
        nextAction(intent));
  }

  /** A status that this program does not know must not move money. */
  private static Status status(PaymentIntent intent) {
    return switch (required(intent.getStatus(), "status")) {
      case "requires_action" ->
          intent.getNextAction() == null ? Status.UNDECIDED : Status.REQUIRES_ACTION;
      case "requires_capture" -> Status.AUTHORIZED;
      case "succeeded" -> Status.CAPTURED;
      case "canceled" -> ranOut(intent) ? Status.EXPIRED : Status.CANCELLED;
      case "requires_payment_method" ->
          intent.getLastPaymentError() == null ? Status.UNDECIDED : Status.DECLINED;
      default -> Status.UNDECIDED;
    };
  }

  /**
   * By Stripe's own words, which no caller may give
   * (https://docs.stripe.com/api/payment_intents/object#payment_intent_object-cancellation_reason).
   */
  private static boolean ranOut(PaymentIntent intent) {
    var reason = intent.getCancellationReason();
    return "automatic".equals(reason) || "expired".equals(reason);
  }

  private static @Nullable NextAction nextAction(PaymentIntent intent) {
    var action = intent.getNextAction();
    if (action == null) return null;
    var redirect = action.getRedirectToUrl();
    return new NextAction(
        required(action.getType(), "next_action.type"),
        redirect == null ? null : redirect.getUrl(),
        required(intent.getClientSecret(), "client_secret"));
  }

  private static @Nullable Refusal refusal(PaymentIntent intent) {
    var error = intent.getLastPaymentError();
    return error == null ? null : StripeErrors.refusal(error);
  }

  private static @Nullable Instant captureBefore(PaymentIntent intent) {
    return Optional.ofNullable(intent.getLatestChargeObject())
        .map(charge -> charge.getPaymentMethodDetails())
        .map(details -> details.getCard())
        .map(card -> card.getCaptureBefore())
        .map(Instant::ofEpochSecond)
        .orElse(null);
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) throw new IllegalArgumentException("a payment intent without " + field);
    return value;
  }
}
