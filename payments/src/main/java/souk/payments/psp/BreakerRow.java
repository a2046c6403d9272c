package souk.payments.psp;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;

/** What another process said, in milliseconds from when PostgreSQL was asked. */
@Introspected
record BreakerRow(String state, long leftAloneMillis, long believedMillis) {
  BreakerReport report() {
    return new BreakerReport(
        BreakerState.valueOf(state),
        Duration.ofMillis(leftAloneMillis),
        Duration.ofMillis(believedMillis));
  }
}
