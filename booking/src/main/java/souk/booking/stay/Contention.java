package souk.booking.stay;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Waiting for the locks of nights has a limit, at which a guest is asked to come again. */
@Singleton
final class Contention {
  private static final Logger log = LoggerFactory.getLogger(Contention.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Statements database;
  private final Transactions transactions;
  private final HoldTimes times;

  Contention(Statements database, Transactions transactions, HoldTimes times) {
    this.database = database;
    this.transactions = transactions;
    this.times = times;
  }

  /**
   * Runs the work in the present transaction, or one of its own.
   *
   * @throws Problem 503 {@code nights_contended}, and nothing has happened
   */
  <T> T limited(Supplier<T> work) {
    return transactions.call(() -> {
      limitWait();
      try {
        return work.get();
      } catch (RuntimeException failure) {
        throw waitedTooLong(failure).<RuntimeException>map(problem -> problem).orElse(failure);
      }
    });
  }

  private void limitWait() {
    database.prepare(
        "SELECT set_config('lock_timeout', ?, true)",
        statement -> {
          statement.setString(1, times.lockWaitMillis() + "ms");
          return statement.execute();
        });
  }

  private static Optional<Problem> waitedTooLong(Throwable failure) {
    var isSo =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(10)
            .anyMatch(cause ->
                cause instanceof SQLException refused
                    && LOCK_NOT_AVAILABLE.equals(refused.getSQLState()));
    if (!isSo) return Optional.empty();
    log.info("the locks of nights were waited for too long");
    return Optional.of(comeAgain());
  }

  /** 503: it could not be judged in time. */
  static Problem comeAgain() {
    return Problem.unavailable(
        "nights_contended", "Many want these nights just now; try again.", COME_AGAIN);
  }
}
