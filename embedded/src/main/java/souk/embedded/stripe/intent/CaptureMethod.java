package souk.embedded.stripe.intent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When the money of an authorization is taken. */
public enum CaptureMethod {
  AUTOMATIC,
  AUTOMATIC_ASYNC,
  MANUAL;

  /** Stripe's word for it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method that Stripe calls so. */
  public static Optional<CaptureMethod> of(String wireName) {
    return Arrays.stream(values()).filter(method -> method.wireName().equals(wireName)).findAny();
  }
}
