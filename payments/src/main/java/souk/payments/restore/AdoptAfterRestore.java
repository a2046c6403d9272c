package souk.payments.restore;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import souk.platform.action.Operator;
import souk.platform.postgres.Statements;

/**
 * For a database that was restored from a backup, before any server runs on it: whatever the
 * provider did after the backup is taken over where a row of ours is behind it, and undone where no
 * row of ours has ever asked for it.
 */
@Singleton
public final class AdoptAfterRestore {
  /** By so much the provider's clock may differ from ours. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  private static final int CALLS_PER_SECOND = 20;

  /** Each thing that the provider is asked for is asked for behind a row that moves. */
  private static final String LAST_MOVE =
      """
      SELECT greatest((SELECT max(moved_at) FROM payments.charge),
                      (SELECT max(moved_at) FROM payments.refund),
                      (SELECT max(moved_at) FROM payments.payout))
      """;

  private final List<Adopter> adopters;
  private final Statements database;

  AdoptAfterRestore(Collection<Adopter> adopters, Statements database) {
    this.adopters = adopters.stream().sorted(Comparator.comparing(Adopter::rank)).toList();
    this.database = database;
  }

  /**
   * What one pass came to.
   *
   * @param since what the provider did before was not looked at
   * @param found how many things the rows did not know
   * @param open how many of them nothing could be done about
   */
  public record Result(Instant since, int found, int open) {}

  /**
   * One pass. It may be interrupted and repeated, and finds nothing any more once all is adopted.
   *
   * @param since when the backup was made, or earlier; by default the last move of its rows
   * @param applies whether anything is to be done; otherwise it is only looked
   */
  public Result adopt(
      Optional<Instant> since, boolean applies, Operator operator, Consumer<Finding> report) {
    var from = since.orElseGet(this::lastMove).minus(CLOCKS_APART);
    var adoption = new Adoption(from, applies, operator, report, pace());
    adopters.forEach(adopter -> adopter.adopt(adoption));
    return adoption.result();
  }

  private static RateLimiter pace() {
    return RateLimiter.of(
        "adoption",
        RateLimiterConfig.custom()
            .limitForPeriod(CALLS_PER_SECOND)
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .timeoutDuration(Duration.ofMinutes(1))
            .build());
  }

  /** Without any row everything that carries our ids was forgotten. */
  private Instant lastMove() {
    return database.prepare(
        LAST_MOVE,
        statement -> {
          try (var rows = statement.executeQuery()) {
            rows.next();
            var last = rows.getObject(1, OffsetDateTime.class);
            return last == null ? Instant.EPOCH.plus(CLOCKS_APART) : last.toInstant();
          }
        });
  }
}
