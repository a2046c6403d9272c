package souk.bench.ride.bare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import souk.embedded.engine.Postgres;

/**
 * Bare rides by a worker of this process: started eagerly, woken by a signal once they wait, as the
 * server does it.
 */
public final class BareRides implements AutoCloseable {
  private static final String QUEUE = "bare";
  private static final int CONNECTIONS = 20;
  private static final int COMMITTED_AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HikariDataSource database;
  private final BarePsp psp;
  private final SqlSteps steps;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory workers;
  private final Queue<UUID> requested = new ConcurrentLinkedQueue<>();

  /**
   * Begins to work.
   *
   * @param jdbcUrl of a database with the server's schemas in which nobody else is at work
   * @param temporal its address
   * @param pspBase the payment provider's base URL
   */
  public BareRides(String jdbcUrl, String temporal, String pspBase) {
    database = pool(jdbcUrl);
    psp = new BarePsp(pspBase);
    steps = new SqlSteps(database, psp);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    client = WorkflowClient.newInstance(stubs);
    workers =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    var worker =
        workers.newWorker(QUEUE, WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
    worker.registerWorkflowImplementationTypes(BareRideImpl.class);
    worker.registerActivitiesImplementations(steps);
    workers.start();
  }

  /** Puts so many rides into the database, which somebody has asked for before the clock starts. */
  public void request(int count) throws SQLException {
    var sql = RideSql.read();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (int n = 1; n <= count; n++) {
        var ride = UUID.randomUUID();
        sql.run(connection, "requested", name -> RideIds.value(name, ride));
        requested.add(ride);
        if (n % COMMITTED_AT_ONCE == 0 || n == count) connection.commit();
      }
      connection.setAutoCommit(true);
    }
  }

  /**
   * Drives so many at once, the next as soon as one is done, and answers how many a second were.
   *
   * @throws IllegalStateException when a ride is not driven to its end, or too few were requested
   */
  public double perSecond(int atOnce, Duration time) throws InterruptedException {
    var done = new LongAdder();
    var begin = System.nanoTime();
    var end = begin + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var drivers =
          IntStream.range(0, atOnce)
              .mapToObj(_ -> threads.submit(() -> driveUntil(end, done)))
              .toList();
      for (var driver : drivers) await(driver);
    }
    return done.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private static void await(Future<?> driver) throws InterruptedException {
    try {
      driver.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private Void driveUntil(long endNanos, LongAdder done)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (System.nanoTime() < endNanos) {
      var ride = requested.poll();
      if (ride == null) throw new IllegalStateException("no ride is left");
      drive(ride);
      done.increment();
    }
    return null;
  }

  private void drive(UUID ride) throws InterruptedException, ExecutionException, TimeoutException {
    var watched = steps.watch(ride);
    stub(ride).start(ride);
    watched.matching.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    stub(ride).signalWithStart("news", new Object[] {}, new Object[] {ride});
    watched.settled.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    steps.forget(ride);
  }

  private WorkflowStub stub(UUID ride) {
    return client.newUntypedWorkflowStub(
        BareRide.class.getSimpleName(),
        WorkflowOptions.newBuilder()
            .setWorkflowId("bare-" + ride)
            .setTaskQueue(QUEUE)
            .setDisableEagerExecution(false)
            .build());
  }

  private static HikariDataSource pool(String jdbcUrl) {
    var configuration = new HikariConfig();
    configuration.setJdbcUrl(jdbcUrl);
    configuration.setUsername(Postgres.USER);
    configuration.setPassword(Postgres.PASSWORD);
    configuration.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(configuration);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    stubs.shutdownNow();
    psp.close();
    database.close();
  }
}
