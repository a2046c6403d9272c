package souk.platform.tracing;

import io.opentelemetry.context.Context;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.HashMap;
import java.util.Map;

/**
 * Carries the trace of whoever starts or wakes a saga to the saga's steps, as W3C headers. A saga's
 * own code only passes it on: spans are made where the steps run.
 */
public final class TracePropagator implements ContextPropagator {
  private static final DefaultDataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();
  private static final ThreadLocal<Context> CARRIED = ThreadLocal.withInitial(Context::root);

  @Override
  public String getName() {
    return "souk.trace";
  }

  /** The trace a step was asked for in. */
  static Context carried() {
    return CARRIED.get();
  }

  @Override
  public Map<String, Payload> serializeContext(Object context) {
    var payloads = new HashMap<String, Payload>();
    Traces.written((Context) context)
        .forEach((name, value) ->
            CONVERTER.toPayload(value).ifPresent(payload -> payloads.put(name, payload)));
    return payloads;
  }

  @Override
  public Object deserializeContext(Map<String, Payload> payloads) {
    var headers = new HashMap<String, String>();
    payloads.forEach((name, payload) -> {
      if (name.equals("traceparent") || name.equals("tracestate")) {
        headers.put(name, CONVERTER.fromPayload(payload, String.class, String.class));
      }
    });
    return Traces.read(headers);
  }

  @Override
  public Object getCurrentContext() {
    var current = Context.current();
    return current == Context.root() ? carried() : current;
  }

  @Override
  public void setCurrentContext(Object context) {
    CARRIED.set((Context) context);
  }
}
