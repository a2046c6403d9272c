package souk.platform.saga;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.temporal.TemporalConfiguration;

/**
 * Starts and wakes sagas. What fails here is left to the {@link Sweeper}: it costs time, never
 * truth.
 */
@Singleton
public final class Sagas {
  private static final Logger log = LoggerFactory.getLogger(Sagas.class);

  private final WorkflowClient temporal;
  private final String suffix;
  private final CallQueue soon = new CallQueue();

  /** Takes the client the workers were made from: with another one, a start is never eager. */
  Sagas(WorkflowClient temporal, TemporalConfiguration configuration) {
    this.temporal = temporal;
    this.suffix = configuration.getSuffix();
  }

  /** As {@link #start}, beside the caller, after those that wait already. */
  public void startSoon(SagaKind kind, UUID id) {
    soon.add("start " + workflowId(kind, id), () -> start(kind, id));
  }

  /** As {@link #wake}, beside the caller, after those that wait already. */
  public void wakeSoon(SagaKind kind, UUID id) {
    soon.add(wakeOf(kind, id), () -> wake(kind, id));
  }

  /** Whether the saga is about to be woken without anybody's doing. */
  boolean isWokenSoon(SagaKind kind, UUID id) {
    return soon.holds(wakeOf(kind, id));
  }

  private String wakeOf(SagaKind kind, UUID id) {
    return "wake " + workflowId(kind, id);
  }

  /**
   * Starts the saga of a new aggregate, in this process and without a round trip when it has a free
   * worker. Answers whether the service took it.
   */
  public boolean start(SagaKind kind, UUID id) {
    return reached(kind, id, () -> stub(kind, id).start(id));
  }

  /** Wakes the saga; one that is gone, finished or forgotten is started. */
  public boolean wake(SagaKind kind, UUID id) {
    return reached(
        kind, id, () -> stub(kind, id).signalWithStart("news", new Object[] {}, new Object[] {id}));
  }

  /** Ends a saga that makes no progress and starts it from the row. */
  public boolean startAnew(SagaKind kind, UUID id) {
    return reached(kind, id, () -> terminate(kind, id)) && wake(kind, id);
  }

  /** The workflow that drives this aggregate. */
  public String workflowId(SagaKind kind, UUID id) {
    return kind.name() + "-" + id + suffix;
  }

  String taskQueue(SagaKind kind) {
    return kind.name() + suffix;
  }

  private void terminate(SagaKind kind, UUID id) {
    try {
      temporal.newUntypedWorkflowStub(workflowId(kind, id)).terminate("no progress");
    } catch (WorkflowNotFoundException alreadyGone) {
      log.debug("no saga {}", workflowId(kind, id));
    }
  }

  private WorkflowStub stub(SagaKind kind, UUID id) {
    return temporal.newUntypedWorkflowStub(
        kind.type().getSimpleName(),
        WorkflowOptions.newBuilder()
            .setWorkflowId(workflowId(kind, id))
            .setTaskQueue(taskQueue(kind))
            .setDisableEagerExecution(false)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build());
  }

  private boolean reached(SagaKind kind, UUID id, Runnable call) {
    try {
      call.run();
      return true;
    } catch (WorkflowServiceException | StatusRuntimeException away) {
      log.debug("{} is left to the sweeper", workflowId(kind, id), away);
      return false;
    }
  }

  @PreDestroy
  void close() {
    soon.close();
  }
}
