package souk.booking;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import souk.platform.temporal.TemporalConfiguration;

/** Counts the starts that the Temporal service answered, and those that brought the first task. */
public final class EagerWatch implements ClientInterceptor {
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger eager = new AtomicInteger();

  public int starts() {
    return starts.get();
  }

  public int eager() {
    return eager.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(watched(listener), headers);
      }
    };
  }

  private <A> ClientCall.Listener<A> watched(ClientCall.Listener<A> listener) {
    return new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
      @Override
      public void onMessage(A message) {
        if (message instanceof StartWorkflowExecutionResponse start) {
          starts.incrementAndGet();
          if (start.hasEagerWorkflowTask()) eager.incrementAndGet();
        }
        super.onMessage(message);
      }
    };
  }

  /** Puts the watch between a node and Temporal. */
  @Factory
  @Requires(property = "test.eager-watch")
  static final class Watched {
    @Singleton
    EagerWatch watch() {
      return new EagerWatch();
    }

    @Singleton
    @Replaces(WorkflowServiceStubs.class)
    @Bean(preDestroy = "shutdownNow")
    WorkflowServiceStubs stubs(TemporalConfiguration configuration, EagerWatch watch) {
      return WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder()
              .setTarget(configuration.getAddress())
              .setRpcTimeout(configuration.getRpcTimeout())
              .setGrpcClientInterceptors(List.of(watch))
              .build());
    }
  }
}
