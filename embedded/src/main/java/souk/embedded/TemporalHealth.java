package souk.embedded;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/** Asks a Temporal service whether it really serves: its port is open a moment before. */
final class TemporalHealth {
  private static final int ANSWER_WITHIN_MS = 2000;

  private TemporalHealth() {}

  static boolean serves(int port) {
    var target = WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build();
    var stubs = WorkflowServiceStubs.newServiceStubs(target);
    try {
      var defaultNamespace = DescribeNamespaceRequest.newBuilder().setNamespace("default").build();
      var _ =
          stubs
              .blockingStub()
              .withDeadlineAfter(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
              .describeNamespace(defaultNamespace);
      return true;
    } catch (StatusRuntimeException notYet) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }
}
