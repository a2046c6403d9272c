package souk.embedded.launch;

import java.util.Map;
import java.util.TreeMap;

/**
 * Payout windows and settlement days that end while somebody watches; a real installation pays and
 * settles once a day. What the environment says wins.
 */
final class ShortWindows {
  static final int DEMO_SECONDS = 15;
  static final int UP_SECONDS = 60;
  private static final int SHORT_DAY_SECONDS = 10;

  private ShortWindows() {}

  /** The settings with windows of that many seconds, in which nothing is too little. */
  static Map<String, String> with(Map<String, String> settings, int seconds, String promise) {
    var all = new TreeMap<>(settings);
    all.put("SOUK_PAYOUTS_WINDOW", seconds + "s");
    all.put("SOUK_PAYOUTS_INSTANT_WINDOW", seconds + "s");
    all.put("SOUK_PAYOUTS_PROMISE", promise);
    all.put("SOUK_PAYOUTS_MINIMUM", "1");
    all.put("SOUK_SETTLEMENT_DAY", settlementDay(seconds) + "s");
    all.put("SOUK_SETTLEMENT_AFTER", "1s");
    all.put("SOUK_SETTLEMENT_OVERLAP", 2 * settlementDay(seconds) + "s");
    all.put("SOUK_RECONCILIATION_GRACE", 2 * settlementDay(seconds) + "s");
    all.keySet().stream()
        .filter(name -> System.getenv(name) != null)
        .toList()
        .forEach(name -> all.put(name, System.getenv(name)));
    return all;
  }

  /** A day begins where a whole number of them has passed since midnight. */
  private static int settlementDay(int seconds) {
    return seconds < UP_SECONDS ? SHORT_DAY_SECONDS : UP_SECONDS;
  }

  /** What people are told of it. */
  static String sentence(int seconds) {
    return "Payout windows are short here: earnings go out every %d s instead of once a day, and a"
            .formatted(seconds)
        + " day that is settled with the provider lasts %d s.".formatted(settlementDay(seconds));
  }
}
