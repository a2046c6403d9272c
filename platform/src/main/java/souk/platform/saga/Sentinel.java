package souk.platform.saga;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Leases;
import souk.platform.temporal.TemporalConfiguration;

/**
 * Notices at once that Temporal is empty, and starts the sagas of all unsettled aggregates. The new
 * sentinel stands only after the last of them, so a crash in between repeats the whole.
 */
@Singleton
final class Sentinel implements BackgroundWork {
  static final String NAME = "sentinel";

  private static final Logger log = LoggerFactory.getLogger(Sentinel.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final int BATCH = 50;

  private final Collection<SagaKind> kinds;
  private final Sagas sagas;
  private final WorkflowClient temporal;
  private final TemporalConfiguration configuration;
  private final Leases leases;

  Sentinel(
      Collection<SagaKind> kinds,
      Sagas sagas,
      WorkflowClient temporal,
      TemporalConfiguration configuration,
      Leases leases) {
    this.kinds = kinds;
    this.sagas = sagas;
    this.temporal = temporal;
    this.configuration = configuration;
    this.leases = leases;
  }

  @Override
  public List<BackgroundLoop> start() {
    if (kinds.isEmpty()) return List.of();
    return List.of(BackgroundLoop.start(NAME, PAUSE, this::look));
  }

  String workflowId() {
    return NAME + configuration.getSuffix();
  }

  private void look() {
    if (!leases.hold(NAME, LEASE) || stands()) return;
    if (kinds.stream().allMatch(this::startAll)) stand();
  }

  private boolean stands() {
    try {
      temporal.newUntypedWorkflowStub(workflowId()).describe();
      return true;
    } catch (WorkflowNotFoundException gone) {
      return false;
    }
  }

  /** One after the other, so that a large backlog does not drown an empty service. */
  private boolean startAll(SagaKind kind) {
    @Nullable UUID last = null;
    var count = 0;
    while (true) {
      var batch = kind.rows().unsettledAfter(last, BATCH);
      if (batch.isEmpty()) break;
      if (!batch.stream().allMatch(id -> sagas.wake(kind, id))) return false;
      if (!leases.hold(NAME, LEASE)) return false;
      count += batch.size();
      last = batch.getLast();
    }
    if (count > 0) log.warn("Temporal was empty: started {} sagas of {} again", count, kind.name());
    return true;
  }

  private void stand() {
    var options =
        WorkflowOptions.newBuilder().setWorkflowId(workflowId()).setTaskQueue(workflowId()).build();
    try {
      temporal.newUntypedWorkflowStub(SentinelSaga.class.getSimpleName(), options).start();
    } catch (WorkflowExecutionAlreadyStarted another) {
      log.debug("the sentinel stands already");
    }
  }
}
