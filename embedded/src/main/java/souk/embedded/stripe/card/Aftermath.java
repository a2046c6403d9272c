package souk.embedded.stripe.card;

import java.util.Arrays;
import java.util.Locale;

/** What a test card does once money was taken from it. */
public enum Aftermath {
  NONE,
  /** What is captured is available at once. */
  BYPASSES_PENDING,
  /** The cardholder says that it was not him. */
  DISPUTED_AS_FRAUDULENT,
  /** The cardholder says that he got nothing for it. */
  DISPUTED_AS_NOT_RECEIVED,
  /** The cardholder's bank asks first; no money moves. */
  INQUIRED,
  /** A refund is pending for a while. */
  REFUND_PENDS,
  /** A refund succeeds, and fails afterwards. */
  REFUND_FAILS;

  static Aftermath parse(String word) {
    return Arrays.stream(values())
        .filter(aftermath -> aftermath.name().toLowerCase(Locale.ROOT).equals(word))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no card leads to this: " + word));
  }
}
