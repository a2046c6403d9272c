package souk.embedded.stripe.intent;

import java.time.Duration;
import java.time.Instant;

/**
 * The circumstances of one attempt to charge.
 *
 * @param offSession the cardholder is not there to authenticate
 * @param failsOnAction the caller would rather see a decline than a request to authenticate
 */
public record Attempt(Instant now, boolean offSession, boolean failsOnAction) {
  private static final Duration USUAL_WINDOW = Duration.ofDays(7);

  /** What Visa grants where the merchant started the payment. */
  private static final Duration VISA_MERCHANT_WINDOW = Duration.ofDays(4).plusHours(18);

  Instant captureBefore(String brand) {
    var merchantInitiated = offSession && brand.equals("visa");
    return now.plus(merchantInitiated ? VISA_MERCHANT_WINDOW : USUAL_WINDOW);
  }

  boolean canAuthenticate() {
    return !offSession && !failsOnAction;
  }
}
