package souk.platform.tracing;

import io.opentelemetry.api.trace.StatusCode;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import jakarta.inject.Singleton;

/** A span for each step of a saga, in the trace of the request that set the saga going. */
@Singleton
public final class TracedSteps extends WorkerInterceptorBase {
  private final Traces traces;

  TracedSteps(Traces traces) {
    this.traces = traces;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Step(next);
  }

  private final class Step extends ActivityInboundCallsInterceptorBase {
    private String name = "step";

    Step(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      name = context.getInfo().getActivityType();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      var parent = TracePropagator.carried();
      var span = traces.span("step " + name, parent).startSpan();
      try (var _ = TraceScope.of(parent.with(span))) {
        return super.execute(input);
      } catch (RuntimeException failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        throw failure;
      } finally {
        span.end();
      }
    }
  }
}
