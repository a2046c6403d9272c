package souk.embedded.stripe.intent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of one attempt to charge.
 *
 * @param offSession the cardholder is not there to authenticate
 * @param failsOnAction the caller would rather see a decline than a request to authenticate
 * @param issuerDeclines whatever the card is
 * @param redirect where the cardholder would authenticate; null in the caller's app
 */
public record Attempt(
    Instant now,
    boolean offSession,
    boolean failsOnAction,
    boolean issuerDeclines,
    @Nullable Redirect redirect) {
  private static final Duration USUAL_WINDOW = Duration.ofDays(7);

  /** What Visa grants where the merchant started the payment. */
  private static final Duration VISA_MERCHANT_WINDOW = Duration.ofDays(4).plusHours(18);

  /** As cards do by themselves, with a cardholder who has the caller's app at hand. */
  public Attempt(Instant now, boolean offSession, boolean failsOnAction) {
    this(now, offSession, failsOnAction, false, null);
  }

  Instant captureBefore(String brand) {
    var merchantInitiated = offSession && brand.equals("visa");
    return now.plus(merchantInitiated ? VISA_MERCHANT_WINDOW : USUAL_WINDOW);
  }

  boolean canAuthenticate() {
    return !offSession && !failsOnAction;
  }
}
