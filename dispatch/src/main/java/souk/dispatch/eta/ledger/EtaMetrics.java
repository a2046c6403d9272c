package souk.dispatch.eta.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The errors of promises as they are found out, in seconds; late and early ones apart, so that
 * their sums give the bias.
 */
@Singleton
final class EtaMetrics {
  private final MeterRegistry metrics;

  EtaMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void closed(String city, List<ClosedEta> closed) {
    for (var one : closed) {
      DistributionSummary.builder("souk.eta.error")
          .description("How far what was promised was from what happened")
          .baseUnit("seconds")
          .publishPercentiles(0.5, 0.9)
          .tag("city", city)
          .tag("kind", one.kind().name())
          .tag("product", one.product())
          .tag("sign", one.errorSeconds() < 0 ? "early" : "late")
          .register(metrics)
          .record(Math.abs(one.errorSeconds()));
    }
  }
}
