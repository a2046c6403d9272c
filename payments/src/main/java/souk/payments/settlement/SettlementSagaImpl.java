package souk.payments.settlement;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import souk.platform.saga.SagaLoop;

/** The whole settlement of a day on one page. */
public final class SettlementSagaImpl extends SagaLoop<SettlementStanding>
    implements SettlementSaga {
  private static final Duration NOT_YET = Duration.ofSeconds(1);

  private final SettlementSteps steps =
      Workflow.newLocalActivityStub(SettlementSteps.class, SagaLoop.stepOptions());

  @Override
  protected SettlementStanding turn(UUID runId, SettlementStanding run) {
    return switch (run.status()) {
      case DUE -> inTime(run, runId, steps::begin);
      case FETCHING -> inTime(run, runId, steps::fetch);
      case POSTING -> inTime(run, runId, steps::post);
      case MATCHING -> inTime(run, runId, steps::match);
      case AWAITING_FUNDS -> inTime(run, runId, steps::release);
      case SETTLED -> run;
    };
  }

  /**
   * A page that could not be had is asked for again when the row says so. What a step did not move
   * is not due yet by PostgreSQL's clock, which may be behind Temporal's.
   */
  private SettlementStanding inTime(
      SettlementStanding run, UUID runId, Function<UUID, SettlementStanding> step) {
    var isEarly = run.wakeAt().toEpochMilli() > Workflow.currentTimeMillis();
    if (isEarly) awaitTime(run);
    var after = step.apply(runId);
    if (after.equals(run)) Workflow.sleep(NOT_YET);
    return after;
  }

  @Override
  protected SettlementStanding read(UUID runId) {
    return steps.read(runId);
  }

  @Override
  protected SettlementStanding lookAgainLater(UUID runId) {
    return steps.lookAgainLater(runId);
  }
}
