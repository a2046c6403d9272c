package souk.dispatch.eta.ledger;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets old promises, a few at a time so that nobody waits for it. */
@Singleton
final class LedgerForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int AT_ONCE = 5_000;

  private final EtaRecords records;
  private final Duration retention;

  LedgerForgetting(EtaRecords records, @Value("${souk.eta.retention:90d}") Duration retention) {
    this.records = records;
    this.retention = retention;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.startPaced("eta-forgetting", PAUSE, this::forget));
  }

  private Duration forget() {
    return records.forget(retention, AT_ONCE) < AT_ONCE ? PAUSE : Duration.ZERO;
  }
}
