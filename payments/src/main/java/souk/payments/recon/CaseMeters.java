package souk.payments.recon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** How many cases wait for a person, and for how long. */
@Singleton
final class CaseMeters implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final CaseRows rows;
  private volatile double open;
  private volatile double oldestSeconds;

  CaseMeters(CaseRows rows, MeterRegistry meters) {
    this.rows = rows;
    Gauge.builder("souk.reconciliation.open", this, meter -> meter.open)
        .description("Differences to the provider's statement that wait for a person")
        .register(meters);
    Gauge.builder("souk.reconciliation.oldest", this, meter -> meter.oldestSeconds)
        .description("How long the oldest of them has been waiting")
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("reconciliation-meters", PAUSE, this::measure));
  }

  void measure() {
    open = rows.open();
    oldestSeconds = rows.oldestSeconds();
  }
}
