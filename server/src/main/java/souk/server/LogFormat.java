package souk.server;

import java.util.Locale;
import java.util.Optional;

/** JSON lines for collectors, plain ones for people: {@code SOUK_LOG_FORMAT}, else the terminal. */
final class LogFormat {
  private LogFormat() {}

  /** Must run before the first logger is made. */
  static void choose(String[] arguments) {
    System.setProperty("souk.log.pool", isServing(arguments) ? "warn" : "off");
    if (System.getProperty("logback.configurationFile") != null) return;
    System.setProperty("logback.configurationFile", "logback-" + format() + ".xml");
  }

  /** Any other command ends, and says itself in one sentence why it could not do its work. */
  private static boolean isServing(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("serve");
  }

  private static String format() {
    var wanted = Optional.ofNullable(System.getenv("SOUK_LOG_FORMAT")).orElse("auto");
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "plain" -> "plain";
      case "json" -> "json";
      default -> isTerminal() ? "plain" : "json";
    };
  }

  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
