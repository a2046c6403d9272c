package souk.dispatch.matching;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What can be seen of the rounds from outside. */
@Singleton
final class RoundMetrics {
  private final Timer round;
  private final Timer waited;
  private final DistributionSummary looked;

  RoundMetrics(MeterRegistry registry) {
    round = registry.timer("souk.matching.round");
    looked = registry.summary("souk.matching.round.trips");
    waited =
        Timer.builder("souk.matching.waited")
            .description("from the moment a trip waits until a driver is asked")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  void ran(Duration time, int trips) {
    round.record(time);
    looked.record(trips);
  }

  void offered(Duration tripWaited) {
    waited.record(tripWaited);
  }
}
