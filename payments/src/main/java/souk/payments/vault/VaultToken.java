package souk.payments.vault;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What stands for a card everywhere but in the vault: a prefix and 128 random bits, derived from
 * nothing. Written in letters alone, so that no part of it can be taken for a number.
 */
public record VaultToken(String value) {
  private static final String PREFIX = "card_";
  private static final int BYTES = 16;
  private static final String LETTERS = "bcdfghjklmnpqrst";
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[" + LETTERS + "]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public VaultToken {
    if (!isOne(value)) throw new IllegalArgumentException("not a token of the vault");
  }

  /** Whether a text has the shape of a token. */
  public static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }

  public static VaultToken random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var text = new StringBuilder(PREFIX);
    for (var b : bytes) {
      text.append(LETTERS.charAt((b >> 4) & 0xf)).append(LETTERS.charAt(b & 0xf));
    }
    return new VaultToken(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
