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
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.temporal.TemporalConfiguration;
import souk.platform.tracing.TraceScope;

/**
 * Starts and wakes sagas. What fails here is left to the {@link Sweeper}: it costs time, never
 * truth.
 */
@Singleton
public final class Sagas {
  private static final Logger log = LoggerFactory.getLogger(Sagas.class);
  private static final int WAKES_AT_ONCE = 16;

  /** With those under way; whoever comes then is left to the sweeper at once. */
  static final int WAKES_MAX = 1_000;

  /** As long as a call may take; by then the sweeper looks for whoever still waits. */
  private static final Duration PLACE_MAX = Duration.ofSeconds(2);

  private final WorkflowClient temporal;
  private final String suffix;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(WAKES_AT_ONCE);
  private final Semaphore room = new Semaphore(WAKES_MAX);

  /** Takes the client the workers were made from: with another one, a start is never eager. */
  Sagas(WorkflowClient temporal, TemporalConfiguration configuration) {
    this.temporal = temporal;
    this.suffix = configuration.getSuffix();
  }

  /**
   * As {@link #start}, beside the caller; given up when others keep all places for 2 s, and at once
   * when a thousand are there already.
   */
  public void startSoon(SagaKind kind, UUID id) {
    soon(() -> start(kind, id));
  }

  /** As {@link #wake}, beside the caller; given up as {@link #startSoon} is. */
  public void wakeSoon(SagaKind kind, UUID id) {
    soon(() -> wake(kind, id));
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

  private void soon(Runnable call) {
    if (!room.tryAcquire()) return;
    var carried = TraceScope.carry(call);
    threads.execute(() -> inTheRoom(carried));
  }

  private void inTheRoom(Runnable call) {
    try {
      inAPlace(call);
    } finally {
      room.release();
    }
  }

  /** How many wait or are under way. */
  int crowd() {
    return WAKES_MAX - room.availablePermits();
  }

  /**
   * A wake that finds no place waits rather than leaves: the sweeper is slower than whoever comes
   * here, so that what a crowd once left to it would keep it behind for as long as others come.
   */
  private void inAPlace(Runnable call) {
    try {
      if (!places.tryAcquire(PLACE_MAX.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      call.run();
    } finally {
      places.release();
    }
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
    threads.shutdownNow();
  }
}
