package souk.dispatch.chat;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A text without the phone numbers and e-mail addresses in it: seven digits or more, however they
 * are grouped and in whatever script, and words around an at sign. What is spelled out in words is
 * not found.
 */
final class MaskedText {
  static final String MASK = "•••";

  /** What people put between digits, and what cannot be seen. */
  private static final String BETWEEN = "[\\s()._*/\\-\\u2010-\\u2015\\p{Cf}]*";

  private static final Pattern PHONE =
      Pattern.compile("[+(]{0,2}\\p{Nd}(?:" + BETWEEN + "\\p{Nd}){6,}");

  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}._%+\\-]+\\p{Cf}*\\s*(?:@|[(\\[]\\s*at\\s*[)\\]])\\s*\\p{Cf}*"
              + "[\\p{L}\\p{N}\\-]+(?:\\s*\\.\\s*[\\p{L}\\p{N}\\-]+)+",
          Pattern.CASE_INSENSITIVE);

  private MaskedText() {}

  static String of(String text) {
    // digits and signs of other widths become plain ones
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var masked = EMAIL.matcher(plain).replaceAll(MASK);
    return PHONE.matcher(masked).replaceAll(MASK);
  }
}
