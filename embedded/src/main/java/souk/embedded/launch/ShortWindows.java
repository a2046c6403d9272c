package souk.embedded.launch;

import java.util.Map;
import java.util.TreeMap;

/**
 * Payout windows that end while somebody watches; a real installation pays once a day. What the
 * environment says wins.
 */
final class ShortWindows {
  static final int DEMO_SECONDS = 15;
  static final int UP_SECONDS = 60;

  private ShortWindows() {}

  /** The settings with windows of that many seconds, in which nothing is too little. */
  static Map<String, String> with(Map<String, String> settings, int seconds, String promise) {
    var all = new TreeMap<>(settings);
    all.put("SOUK_PAYOUTS_WINDOW", seconds + "s");
    all.put("SOUK_PAYOUTS_INSTANT_WINDOW", seconds + "s");
    all.put("SOUK_PAYOUTS_PROMISE", promise);
    all.put("SOUK_PAYOUTS_MINIMUM", "1");
    all.keySet().stream()
        .filter(name -> System.getenv(name) != null)
        .toList()
        .forEach(name -> all.put(name, System.getenv(name)));
    return all;
  }

  /** What people are told of it. */
  static String sentence(int seconds) {
    return "Payout windows are short here: earnings go out every %d s instead of once a day."
        .formatted(seconds);
  }
}
