package souk.payments.vault;

import java.util.Random;

/** Numbers with a right check digit that no test card has. */
public final class Numbers {
  private Numbers() {}

  /** A Visa number of sixteen digits. */
  public static String visa(Random random) {
    return checked(
        "4" + random.ints(14, 0, 10).mapToObj(Integer::toString).reduce("", String::concat));
  }

  /** The digits with the check digit that belongs to them. */
  public static String checked(String digits) {
    var sum = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      var weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return digits + (10 - sum % 10) % 10;
  }

  public static Pan pan(String digits) {
    return Pan.read(digits.toCharArray(), 0, digits.length()).orElseThrow();
  }
}
