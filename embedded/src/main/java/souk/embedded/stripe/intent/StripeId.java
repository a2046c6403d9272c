package souk.embedded.stripe.intent;

import java.security.SecureRandom;

/** Ids as Stripe makes them. */
public final class StripeId {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();

  private StripeId() {}

  /** An id nobody has seen, such as {@code pi_3…}; never from the seed, so twins do not collide. */
  public static String fresh(String prefix) {
    return prefix + random(24);
  }

  /** That many random letters and digits. */
  public static String random(int length) {
    var id = new StringBuilder(length);
    RANDOM.ints(length, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(id::append);
    return id.toString();
  }
}
