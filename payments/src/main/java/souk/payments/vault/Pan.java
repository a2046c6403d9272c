package souk.payments.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A card's number, to be closed as soon as it has served: then it is wiped. Never printed, never
 * equal to another, and used by the vault and the adapters of providers only (a test of the
 * architecture says so).
 */
public final class Pan implements AutoCloseable {
  private static final int DIGITS_MIN = 12;
  private static final int DIGITS_MAX = 19;
  private static final int FIRST = 6;
  private static final int LAST = 4;

  private final byte[] digits;
  private final CardBrand brand;
  private boolean wiped;

  private Pan(byte[] digits, CardBrand brand) {
    this.digits = digits;
    this.brand = brand;
  }

  /**
   * Reads a number as people write it, with blanks or hyphens between its digits. Empty unless it
   * has the length and the first digits of a brand we take and its check digit is right; then
   * nothing of it is kept.
   */
  public static Optional<Pan> read(char[] text, int offset, int length) {
    var digits = new byte[DIGITS_MAX];
    var count = 0;
    for (var i = offset; i < offset + length; i++) {
      var c = text[i];
      if (c == ' ' || c == '-') continue;
      if (c < '0' || c > '9' || count == DIGITS_MAX) return wiped(digits);
      digits[count++] = (byte) c;
    }
    var number = Arrays.copyOf(digits, count);
    Arrays.fill(digits, (byte) 0);
    return count < DIGITS_MIN || !passesLuhn(number) ? wiped(number) : branded(number);
  }

  /** A number that was read before and kept as its ASCII digits, which are the number's now. */
  static Pan kept(byte[] digits) {
    return branded(digits).orElseThrow(() -> new IllegalStateException("not a card number"));
  }

  private static Optional<Pan> branded(byte[] number) {
    var brand = CardBrand.of(number);
    return brand.isPresent() ? Optional.of(new Pan(number, brand.get())) : wiped(number);
  }

  private static Optional<Pan> wiped(byte[] digits) {
    Arrays.fill(digits, (byte) 0);
    return Optional.empty();
  }

  /** The check of ISO/IEC 7812-1, annex B: from the right, every second digit counts double. */
  private static boolean passesLuhn(byte[] number) {
    var sum = 0;
    for (var i = 0; i < number.length; i++) {
      var digit = number[number.length - 1 - i] - '0';
      var weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  public CardBrand brand() {
    return brand;
  }

  /** The first six digits, which name the issuer. */
  public String firstDigits() {
    return text(0, FIRST);
  }

  public String last4() {
    return text(digits.length - LAST, LAST);
  }

  /**
   * The whole number, for the request to a provider. Whoever asks puts it nowhere else; a string
   * cannot be wiped, and is left to the garbage collector.
   */
  public String revealed() {
    return text(0, digits.length);
  }

  /** Its ASCII digits themselves, not a copy. */
  byte[] bytes() {
    refuseWiped();
    return digits;
  }

  private String text(int from, int length) {
    refuseWiped();
    return new String(digits, from, length, StandardCharsets.US_ASCII);
  }

  private void refuseWiped() {
    if (wiped) throw new IllegalStateException("the card number has been wiped");
  }

  /** Wipes it; what was told of it before stays told. */
  @Override
  public void close() {
    Arrays.fill(digits, (byte) 0);
    wiped = true;
  }

  @Override
  public String toString() {
    return "Pan[****]";
  }
}
