package souk.platform.tracing;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Exports spans over OTLP/HTTP where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says, such as {@code
 * http://collector:4318}; without it nothing is recorded and nothing is sent.
 */
@Factory
final class TelemetryFactory {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  @Singleton
  @Requires(property = ENDPOINT)
  SpanExporter otlp(@Property(name = ENDPOINT) String endpoint) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(endpoint.replaceAll("/+$", "") + "/v1/traces")
        .build();
  }

  /** Ended with the application, after what was still to be sent. */
  @Singleton
  @Requires(beans = SpanExporter.class)
  @Bean(preDestroy = "close")
  OpenTelemetrySdk sdk(
      SpanExporter exporter,
      @Property(name = "otel.service.name", defaultValue = "souk") String service) {
    var resource = Resource.getDefault().toBuilder().put("service.name", service).build();
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  @Singleton
  Telemetry telemetry(Optional<OpenTelemetrySdk> sdk) {
    return new Telemetry(sdk);
  }
}
