package souk.platform.saga;

import static java.util.stream.Collectors.toMap;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.temporal.TemporalConfiguration;
import souk.platform.tracing.TracedSteps;

/** Runs this process's share of all sagas; begins as soon as Temporal can be reached. */
@Singleton
public final class SagaWorkers implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(SagaWorkers.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_TASKS = Duration.ofSeconds(3);

  private final Collection<SagaKind> kinds;
  private final Sagas sagas;
  private final Sentinel sentinel;
  private final WorkflowClient temporal;
  private final TemporalConfiguration configuration;
  private final TracedSteps tracedSteps;
  private volatile @Nullable WorkerFactory running;

  SagaWorkers(
      Collection<SagaKind> kinds,
      Sagas sagas,
      Sentinel sentinel,
      WorkflowClient temporal,
      TemporalConfiguration configuration,
      TracedSteps tracedSteps) {
    this.kinds = kinds;
    this.sagas = sagas;
    this.sentinel = sentinel;
    this.temporal = temporal;
    this.configuration = configuration;
    this.tracedSteps = tracedSteps;
  }

  @Override
  public List<BackgroundLoop> start() {
    if (kinds.isEmpty()) return List.of();
    return List.of(BackgroundLoop.start("saga-workers", PAUSE, this::startWorkers));
  }

  /** Whether the workers poll. */
  public boolean running() {
    return running != null;
  }

  /** A factory's start asks the service at once and fails while it is away. */
  private void startWorkers() {
    if (running != null) return;
    var factory = factory();
    try {
      factory.start();
      running = factory;
      log.info("saga workers run against {}", configuration.getAddress());
    } catch (RuntimeException away) {
      factory.shutdownNow();
      throw away;
    }
  }

  private WorkerFactory factory() {
    var factory =
        WorkerFactory.newInstance(
            temporal,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(tracedSteps)
                .build());
    var weights = kinds.stream().collect(toMap(SagaKind::name, SagaKind::weight));
    var places = SagaPlaces.of(weights, configuration.getLocalActivities());
    kinds.forEach(kind -> addWorker(factory, kind, places.getOrDefault(kind.name(), 1)));
    factory
        .newWorker(sentinel.workflowId())
        .registerWorkflowImplementationTypes(SentinelSagaImpl.class);
    return factory;
  }

  private void addWorker(WorkerFactory factory, SagaKind kind, int places) {
    var options =
        WorkerOptions.newBuilder()
            .setUsingVirtualThreads(true)
            .setMaxConcurrentLocalActivityExecutionSize(places)
            .setLocalActivityWorkerOnly(true)
            .build();
    var worker = factory.newWorker(sagas.taskQueue(kind), options);
    worker.registerWorkflowImplementationTypes(kind.implementation());
    worker.registerActivitiesImplementations(kind.steps().toArray());
  }

  @PreDestroy
  void close() {
    var factory = running;
    if (factory == null) return;
    factory.shutdown();
    factory.awaitTermination(LAST_TASKS.toMillis(), TimeUnit.MILLISECONDS);
    factory.shutdownNow();
  }
}
