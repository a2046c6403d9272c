package souk.sim;

import java.time.Duration;
import java.util.regex.Pattern;

/** A time as options name it: {@code 500ms}, {@code 5s}, {@code 2m}. */
final class Period {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)");
  private static final Duration MIN = Duration.ofMillis(100);

  private Period() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a sentence when it is none, or shorter than 100 ms
   */
  static Duration of(String option, String text) {
    var form = FORM.matcher(text);
    var period = form.matches() ? of(Long.parseLong(form.group(1)), form.group(2)) : Duration.ZERO;
    if (period.compareTo(MIN) < 0) {
      throw new IllegalArgumentException(
          option + " is a time of at least 100 ms such as 5s, not " + text);
    }
    return period;
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
