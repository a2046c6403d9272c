package souk.platform.tracing;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** A span for each request, in the caller's trace where he names one. */
@ServerFilter("/v1/**")
final class TracedRequests implements Ordered {
  static final String SPAN = "souk.span";

  private final Traces traces;

  TracedRequests(Traces traces) {
    this.traces = traces;
  }

  /** Enters and leaves the trace with every thread that works on the request. */
  private record InThread(Context context) implements ThreadPropagatedContextElement<TraceScope> {
    @Override
    public TraceScope updateThreadContext() {
      return TraceScope.of(context);
    }

    @Override
    public void restoreThreadContext(@Nullable TraceScope entered) {
      if (entered != null) entered.close();
    }
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
    var parent = traces.begun(request, Headers.ALL);
    var span =
        traces
            .span(request.getMethodName(), parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.getMethodName())
            .setAttribute("url.path", request.getPath())
            .startSpan();
    request.setAttribute(SPAN, span);
    propagated.add(new InThread(parent.with(span)));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    request.getAttribute(SPAN, Span.class).ifPresent(span -> end(span, request, response));
  }

  private static void end(Span span, HttpRequest<?> request, HttpResponse<?> response) {
    BasicHttpAttributes.getUriTemplate(request)
        .ifPresent(route -> {
          span.updateName(request.getMethodName() + " " + route);
          span.setAttribute("http.route", route);
        });
    span.setAttribute("http.response.status_code", response.code());
    if (response.code() >= 500) span.setStatus(StatusCode.ERROR);
    span.end();
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  private enum Headers implements TextMapGetter<HttpRequest<?>> {
    ALL;

    @Override
    public Iterable<String> keys(HttpRequest<?> request) {
      return request.getHeaders().names();
    }

    @Override
    public @Nullable String get(@Nullable HttpRequest<?> request, String name) {
      return request == null ? null : request.getHeaders().get(name);
    }
  }
}
