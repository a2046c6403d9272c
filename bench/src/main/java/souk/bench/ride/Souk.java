package souk.bench.ride;

import com.nimbusds.jose.JOSEException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import souk.bench.load.Engines;
import souk.bench.load.Issuer;
import souk.bench.load.OwnCards;
import souk.bench.load.Server;

/** A server with all roles on all of its engines, as {@code ./souk up} starts it. */
final class Souk {
  private static final String DATABASE = "rides";

  private final Engines engines;
  private final Issuer issuer;
  private final Server server;
  private final String temporal;

  private Souk(Engines engines, Issuer issuer, Server server, String temporal) {
    this.engines = engines;
    this.issuer = issuer;
    this.server = server;
    this.temporal = temporal;
  }

  /** Starts it; it ends with its engines. */
  static Souk start(Engines engines, Path temporalCli)
      throws IOException, SQLException, JOSEException {
    var issuer = new Issuer();
    var temporal = engines.startTemporal(temporalCli);
    var environment =
        Map.of(
            "SOUK_ROLES",
            "api,worker",
            "TEMPORAL_ADDRESS",
            temporal,
            "STRIPE_API_BASE",
            engines.startPsp(RidesPart.PSP),
            "STRIPE_WEBHOOK_SECRET",
            "whsec_souk_bench");
    var server = Server.start(engines, DATABASE, issuer, environment);
    return new Souk(engines, issuer, server, temporal);
  }

  /** Makes the numbers of all cards that there are differ. */
  void tellCardsApart() throws SQLException {
    OwnCards.of(engines, DATABASE);
  }

  Issuer issuer() {
    return issuer;
  }

  Server server() {
    return server;
  }

  /**
   * How many workflow tasks each of these rides took so far, on average; 0 for no rides. A ride
   * whose saga has not been started yet has taken none.
   */
  double workflowTasks(Collection<UUID> rides) {
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    try {
      var client = WorkflowClient.newInstance(stubs);
      return rides.stream().mapToLong(ride -> tasks(client, ride)).average().orElse(0);
    } finally {
      stubs.shutdownNow();
    }
  }

  private static long tasks(WorkflowClient client, UUID ride) {
    try {
      return client.fetchHistory("ride-" + ride).getEvents().stream()
          .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
          .count();
    } catch (StatusRuntimeException failure) {
      if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) return 0;
      throw failure;
    }
  }
}
