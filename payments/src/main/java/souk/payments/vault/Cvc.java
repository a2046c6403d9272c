package souk.payments.vault;

import java.util.Arrays;
import java.util.Optional;

/**
 * A card's verification code. It is in the memory of the request that brought it, until the one
 * authorization it serves has been answered, and nowhere else: there is no way to keep one, and so
 * none to hand one to another process.
 */
public final class Cvc implements AutoCloseable {
  private static final int DIGITS_MIN = 3;
  private static final int DIGITS_MAX = 4;

  private final char[] digits;
  private boolean wiped;

  private Cvc(char[] digits) {
    this.digits = digits;
  }

  /** Three or four digits; empty for anything else. */
  public static Optional<Cvc> read(char[] text, int offset, int length) {
    if (length < DIGITS_MIN || length > DIGITS_MAX) return Optional.empty();
    var digits = Arrays.copyOfRange(text, offset, offset + length);
    for (var digit : digits) {
      if (digit < '0' || digit > '9') return Optional.empty();
    }
    return Optional.of(new Cvc(digits));
  }

  /** The code, for the request to a provider and for nothing else. */
  public String revealed() {
    if (wiped) throw new IllegalStateException("the verification code has been wiped");
    return new String(digits);
  }

  @Override
  public void close() {
    Arrays.fill(digits, '0');
    wiped = true;
  }

  @Override
  public String toString() {
    return "Cvc[***]";
  }
}
