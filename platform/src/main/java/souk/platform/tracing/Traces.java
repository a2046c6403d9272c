package souk.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans. While nothing is exported they cost next to nothing and carry a trace id all the
 * same, so that log lines of one request can be found together.
 */
@Singleton
public final class Traces {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final Tracer tracer;

  Traces(Telemetry telemetry) {
    tracer = telemetry.api().getTracer("souk");
  }

  /** Does the work in a span of its own under the present one. */
  public <T> T call(String name, SpanKind kind, Supplier<T> work) {
    var span = tracer.spanBuilder(name).setSpanKind(kind).startSpan();
    try (var _ = TraceScope.of(Context.current().with(span))) {
      return work.get();
    } catch (RuntimeException | Error failure) {
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
      throw failure;
    } finally {
      span.end();
    }
  }

  /** The id by which the log lines and spans of the present work are found. */
  public static Optional<String> presentId() {
    var span = Span.current().getSpanContext();
    return span.isValid() ? Optional.of(span.getTraceId()) : Optional.empty();
  }

  /** A span to be ended by the caller, under the given context. */
  public SpanBuilder span(String name, Context parent) {
    return tracer.spanBuilder(name).setParent(parent);
  }

  /** The trace that came with a request, or a new one. */
  <C> Context begun(C carrier, TextMapGetter<C> headers) {
    var context = W3C.extract(Context.root(), carrier, headers);
    return Span.fromContext(context).getSpanContext().isValid() ? context : context.with(nobody());
  }

  /** What carries the present trace elsewhere. */
  static Map<String, String> written(Context context) {
    var headers = new HashMap<String, String>();
    TextMapSetter<Map<String, String>> setter =
        (map, key, value) -> {
          if (map != null) map.put(key, value);
        };
    W3C.inject(context, headers, setter);
    return headers;
  }

  static Context read(Map<String, String> headers) {
    return W3C.extract(Context.root(), headers, MapGetter.ALL);
  }

  /** A parent that exists in no system: all it gives is the trace's id. */
  private static Span nobody() {
    var random = ThreadLocalRandom.current();
    var trace = hex(random.nextLong()) + hex(random.nextLong() | 1);
    return Span.wrap(
        SpanContext.createFromRemoteParent(
            trace, hex(random.nextLong() | 1), TraceFlags.getSampled(), TraceState.getDefault()));
  }

  private static String hex(long bits) {
    return String.format(Locale.ROOT, "%016x", bits);
  }

  private enum MapGetter implements TextMapGetter<Map<String, String>> {
    ALL;

    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String key) {
      return headers == null ? null : headers.get(key);
    }
  }
}
