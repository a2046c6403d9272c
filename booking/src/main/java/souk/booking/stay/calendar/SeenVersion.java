package souk.booking.stay.calendar;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/** The version that a caller has seen, as {@code If-Match} and {@code ETag} write it. */
final class SeenVersion {
  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,18})\"?");

  private SeenVersion() {}

  /**
   * @throws Problem 400 {@code if_match_missing} or {@code if_match_malformed}
   */
  static long of(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Problem.malformed("if_match_missing", "Give the ETag that you have seen in If-Match.");
    }
    var found = TAG.matcher(ifMatch.strip());
    if (found.matches()) return Long.parseLong(found.group(1));
    throw Problem.malformed("if_match_malformed", "Give one ETag as it was given to you.");
  }

  static String tag(long version) {
    return "\"" + version + "\"";
  }
}
