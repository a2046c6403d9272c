package souk.platform.saga;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The loop over an aggregate's states. Each turn goes on from what the row said last, so a run that
 * starts late, twice or from nothing does the right thing. Runs as workflow code: no clock, thread
 * or random number but Temporal's.
 *
 * @param <S> what the steps answer: the row as it is after them
 */
public abstract class SagaLoop<S extends Standing> implements Saga {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration FAR_AWAY = Duration.ofHours(1);

  private boolean news;

  /** Options for steps that touch our rows, or a provider that answers within seconds. */
  protected static LocalActivityOptions stepOptions() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(5))
        // without a limit on the whole, a local activity is not retried at all
        .setScheduleToCloseTimeout(Duration.ofSeconds(6))
        .setRetryOptions(
            RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(200)).build())
        .build();
  }

  /** Reads the row. */
  protected abstract S read(UUID aggregateId);

  /** One line per state: the step it has, or what it waits for. */
  protected abstract S turn(UUID aggregateId, S standing);

  /** Notes in the row that somebody looked, and answers it. */
  protected abstract S lookAgainLater(UUID aggregateId);

  @Override
  public void drive(UUID aggregateId) {
    while (!ends(aggregateId)) Workflow.sleep(PAUSE);
  }

  @Override
  public void news() {
    news = true;
  }

  /** For a state that waits for people or for another aggregate. */
  protected final S awaitNews(UUID aggregateId, S standing) {
    return awaitTime(standing) ? read(aggregateId) : lookAgainLater(aggregateId);
  }

  /** Until it is time to look, or there is news; answers whether there is. */
  protected final boolean awaitTime(S standing) {
    var told = Workflow.await(until(standing.wakeAt()), () -> news);
    news = false;
    return told;
  }

  /** Answers false when a step gave up because something it needs is away. */
  private boolean ends(UUID aggregateId) {
    try {
      var standing = read(aggregateId);
      while (!standing.settled() && !isFarAway(standing)) {
        if (Workflow.getInfo().isContinueAsNewSuggested()) Workflow.continueAsNew(aggregateId);
        standing = turn(aggregateId, standing);
      }
      return true;
    } catch (ActivityFailure failure) {
      if (isFinal(failure)) throw failure;
      return false;
    }
  }

  /** A saga that would sleep for hours ends instead: the sweeper or the next event starts it. */
  private static boolean isFarAway(Standing standing) {
    return until(standing.wakeAt()).compareTo(FAR_AWAY) > 0;
  }

  private static Duration until(Instant wakeAt) {
    var now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    return now.isBefore(wakeAt) ? Duration.between(now, wakeAt) : Duration.ofMillis(1);
  }

  private static boolean isFinal(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause && cause.isNonRetryable();
  }
}
