package souk.platform.tracing;

import io.micronaut.http.HttpRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Makes a trace the present thread's, for spans and for its log lines; closed, all is as before.
 */
public final class TraceScope implements AutoCloseable {
  private static final String TRACE_ID = "trace_id";

  private final Scope scope;
  private final @Nullable String before;

  private TraceScope(Scope scope, @Nullable String before) {
    this.scope = scope;
    this.before = before;
  }

  /** Enters the trace of this context. */
  @SuppressWarnings("MustBeClosedChecker") // closed with what is returned
  public static TraceScope of(Context context) {
    var before = MDC.get(TRACE_ID);
    var span = Span.fromContext(context).getSpanContext();
    if (span.isValid()) MDC.put(TRACE_ID, span.getTraceId());
    return new TraceScope(context.makeCurrent(), before);
  }

  /**
   * Enters the trace of a request, for who works on it outside its threads; none for an unknown.
   */
  public static TraceScope of(HttpRequest<?> request) {
    var span = request.getAttribute(TracedRequests.SPAN, Span.class);
    return of(span.map(Context.current()::with).orElseGet(Context::current));
  }

  /** The same work, in the trace of whoever hands it over. */
  public static Runnable carry(Runnable work) {
    var context = Context.current();
    return () -> {
      try (var _ = of(context)) {
        work.run();
      }
    };
  }

  @Override
  public void close() {
    scope.close();
    if (before == null) {
      MDC.remove(TRACE_ID);
    } else {
      MDC.put(TRACE_ID, before);
    }
  }
}
