package souk.server;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Says why a command failed in one sentence; the framework wraps the reason several times. */
final class StartFailure {
  private StartFailure() {}

  /** Answers the exit code. */
  static int report(Logger log, String what, RuntimeException failure) {
    log.error("{}: {}", what, reason(failure));
    log.debug("{}", what, failure);
    return 1;
  }

  private static String reason(Throwable failure) {
    var away = causes(failure).anyMatch(StartFailure::isDatabaseAway);
    return (away ? "the database cannot be reached: " : "") + innermost(failure);
  }

  /** Class 08: there is no connection, or it has gone. */
  private static boolean isDatabaseAway(Throwable cause) {
    return cause instanceof SQLException refused
        && String.valueOf(refused.getSQLState()).startsWith("08");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static String innermost(Throwable failure) {
    return causes(failure)
        .filter(cause -> cause.getMessage() != null)
        .reduce((_, inner) -> inner)
        .map(cause -> String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
        .orElse(failure.toString());
  }
}
