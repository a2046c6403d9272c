package souk.platform.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.TestEngines;
import souk.platform.temporal.TemporalConfiguration;

/**
 * Many more sagas are started at once than calls may be under way, and no sweeper is there to find
 * those that are left out.
 */
class CrowdOfWakesTest {
  private static final int CROWD = 100;
  private static final Set<UUID> DRIVEN = ConcurrentHashMap.newKeySet();

  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder()
              .setTarget(TestEngines.temporalAddress())
              .build());
  private final WorkflowClient client = WorkflowClient.newInstance(stubs);
  private final WorkerFactory workers = WorkerFactory.newInstance(client);
  private final Sagas sagas = new Sagas(client, new Suffix("-" + UUID.randomUUID()));
  private final SagaKind kind =
      new SagaKind("crowd", CrowdSaga.class, CrowdSagaImpl.class, List.of(), new NoRows());

  /** Notes that it was driven. */
  @WorkflowInterface
  public interface CrowdSaga extends Saga {}

  /** Ends at once. */
  public static final class CrowdSagaImpl implements CrowdSaga {
    @Override
    public void drive(UUID aggregateId) {
      DRIVEN.add(aggregateId);
    }

    @Override
    public void news() {}
  }

  @AfterEach
  void close() {
    workers.shutdownNow();
    sagas.close();
    stubs.shutdownNow();
  }

  @Test
  void whoFindsNoPlaceWaitsForOne() {
    workers
        .newWorker(sagas.taskQueue(kind))
        .registerWorkflowImplementationTypes(CrowdSagaImpl.class);
    workers.start();
    var crowd = new HashSet<>(Stream.generate(UUID::randomUUID).limit(CROWD).toList());

    crowd.forEach(id -> sagas.startSoon(kind, id));

    await().atMost(Duration.ofSeconds(30)).until(() -> DRIVEN.containsAll(crowd));
  }

  /** Nobody answers, and nobody is kept waiting for that but as many as there is room for. */
  @Test
  void whoFindsNoRoomLeavesAtOnce() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var nobody =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder()
                  .setTarget("127.0.0.1:" + silent.getLocalPort())
                  .setRpcTimeout(Duration.ofSeconds(1))
                  .setRpcRetryOptions(
                      RpcRetryOptions.newBuilder().setExpiration(Duration.ofSeconds(1)).build())
                  .build());
      var unheard = new Sagas(WorkflowClient.newInstance(nobody), new Suffix(""));
      var most = 0;
      for (var i = 0; i < 3 * Sagas.WAKES_MAX; i++) {
        unheard.wakeSoon(kind, UUID.randomUUID());
        most = Math.max(most, unheard.crowd());
      }
      assertThat(most).isEqualTo(Sagas.WAKES_MAX);
      await().atMost(Duration.ofSeconds(30)).until(() -> unheard.crowd() == 0);
      unheard.close();
      nobody.shutdownNow();
    }
  }

  private record Suffix(String getSuffix) implements TemporalConfiguration {
    @Override
    public String getAddress() {
      return TestEngines.temporalAddress();
    }

    @Override
    public String getNamespace() {
      return "default";
    }

    @Override
    public boolean getTls() {
      return false;
    }

    @Override
    public Optional<String> getTlsCertificate() {
      return Optional.empty();
    }

    @Override
    public Optional<String> getTlsKey() {
      return Optional.empty();
    }

    @Override
    public Optional<String> getApiKey() {
      return Optional.empty();
    }

    @Override
    public Duration getRpcTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public int getLocalActivities() {
      return 1;
    }
  }

  private static final class NoRows implements SagaRows {
    @Override
    public List<UUID> claimOverdue(int limit) {
      return List.of();
    }

    @Override
    public List<UUID> claimStuck(int limit) {
      return List.of();
    }

    @Override
    public List<UUID> unsettledAfter(@Nullable UUID id, int limit) {
      return List.of();
    }
  }
}
