package souk.embedded.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;

/** What Souk does to Stripe, through the real client. */
final class Caller {
  static final String CARD = "pm_card_visa";
  private static final int HANGS_MILLIS = 10_000;

  private final StripeClient client;

  private Caller(StripeClient client) {
    this.client = client;
  }

  static Caller of(StripeTwin twin) {
    return of(twin, HANGS_MILLIS);
  }

  static Caller of(StripeTwin twin, int readTimeoutMillis) {
    Stripe.enableTelemetry = false;
    return new Caller(
        StripeClient.builder()
            .setApiKey("sk_test_souk")
            .setApiBase(twin.baseUrl())
            .setConnectTimeout(HANGS_MILLIS)
            .setReadTimeout(readTimeoutMillis)
            .build());
  }

  StripeClient stripe() {
    return client;
  }

  static RequestOptions key(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }

  static PaymentIntentCreateParams.Builder authorization(String chargeId) {
    return PaymentIntentCreateParams.builder()
        .setAmount(1250L)
        .setCurrency("eur")
        .setCaptureMethod(CaptureMethod.MANUAL)
        .setConfirm(true)
        .setPaymentMethod(CARD)
        .putMetadata("charge_id", chargeId);
  }

  PaymentIntent authorize(String chargeId) throws StripeException {
    return authorize(chargeId, "authorize-" + chargeId);
  }

  PaymentIntent authorize(String chargeId, String key) throws StripeException {
    return client.v1().paymentIntents().create(authorization(chargeId).build(), key(key));
  }

  PaymentIntent capture(String intent, String key) throws StripeException {
    var all = PaymentIntentCaptureParams.builder().build();
    return client.v1().paymentIntents().capture(intent, all, key(key));
  }

  PaymentIntent capture(String intent, long amount, String key) throws StripeException {
    var params = PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build();
    return client.v1().paymentIntents().capture(intent, params, key(key));
  }

  PaymentIntent cancel(String intent, String key) throws StripeException {
    var params = PaymentIntentCancelParams.builder().build();
    return client.v1().paymentIntents().cancel(intent, params, key(key));
  }

  PaymentIntent retrieve(String intent) throws StripeException {
    return client.v1().paymentIntents().retrieve(intent);
  }
}
