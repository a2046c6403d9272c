package souk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.engine.TemporalCli;

class TemporalEngineTest {

  @AfterEach
  void forgetTheChoice() {
    System.clearProperty("souk.test.temporal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"testserver", "cli"})
  void forgetsEverythingAtTheSameAddress(String kind) {
    choose(kind);
    var temporal = TemporalEngine.startOwn();
    var address = temporal.address();
    var workflow = startWorkflow(address);
    assertThat(knows(address, workflow)).isTrue();

    temporal.forget();

    assertThat(temporal.address()).isEqualTo(address);
    assertThat(knows(address, workflow)).isFalse();
    assertThat(knows(address, startWorkflow(address))).isTrue();
    temporal.kill();
  }

  @ParameterizedTest
  @ValueSource(strings = {"testserver", "cli"})
  void keepsDataOverACrashIfItSaysSo(String kind) {
    choose(kind);
    var temporal = TemporalEngine.startOwn();
    var workflow = startWorkflow(temporal.address());

    temporal.kill();
    temporal.start();

    assertThat(knows(temporal.address(), workflow)).isEqualTo(temporal.keepsDataOverRestart());
    temporal.kill();
  }

  @Test
  void refusesAnUnknownKind() {
    System.setProperty("souk.test.temporal", "cloud");
    assertThatThrownBy(TemporalEngine::startOwn).isInstanceOf(IllegalArgumentException.class);
  }

  private static void choose(String kind) {
    assumeThat(kind.equals("testserver") || TemporalCli.find().isPresent())
        .as("a temporal command line")
        .isTrue();
    System.setProperty("souk.test.temporal", kind);
  }

  private static String startWorkflow(String address) {
    var id = "ride-" + UUID.randomUUID();
    var stubs = connect(address);
    try {
      var options =
          WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue("nobody-works").build();
      var _ = WorkflowClient.newInstance(stubs).newUntypedWorkflowStub("Ride", options).start();
      return id;
    } finally {
      stubs.shutdownNow();
    }
  }

  private static boolean knows(String address, String workflow) {
    var stubs = connect(address);
    try {
      var _ = WorkflowClient.newInstance(stubs).newUntypedWorkflowStub(workflow).describe();
      return true;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      return false;
    } catch (io.temporal.client.WorkflowNotFoundException gone) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }

  private static WorkflowServiceStubs connect(String address) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
  }
}
