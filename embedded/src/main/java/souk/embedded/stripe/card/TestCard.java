package souk.embedded.stripe.card;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One of Stripe's test cards.
 *
 * @param name the name by which Stripe's documentation knows it, such as {@code pm_card_visa}
 */
public record TestCard(
    String name,
    String brand,
    String last4,
    String country,
    String funding,
    CardBehaviour behaviour,
    Aftermath aftermath) {
  /** All test cards expire together, far enough away to be valid in any test. */
  public static final int EXPIRY_MONTH = 12;

  public static final int EXPIRY_YEAR = 2034;

  /** The same card has the same fingerprint, however often it is attached. */
  public String fingerprint() {
    var number = brand + last4 + country + funding;
    return new BigInteger(1, sha256(number)).toString(36).substring(0, 16);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
