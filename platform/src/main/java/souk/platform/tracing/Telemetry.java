package souk.platform.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether spans are exported, and what needs to know before its work begins. */
public final class Telemetry {
  private final Optional<OpenTelemetrySdk> sdk;

  Telemetry(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
  }

  OpenTelemetry api() {
    return sdk.<OpenTelemetry>map(present -> present).orElseGet(OpenTelemetry::noop);
  }

  /** The data source with a span for each statement; the very same one while none is exported. */
  public DataSource traced(DataSource source) {
    return sdk.map(present -> JdbcTelemetry.builder(present).build().wrap(source)).orElse(source);
  }
}
