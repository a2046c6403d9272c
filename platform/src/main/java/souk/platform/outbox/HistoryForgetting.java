package souk.platform.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets events whose retention is over, in statements that are short. */
@Singleton
final class HistoryForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int AT_ONCE = 2_000;
  private static final int STATEMENTS_MAX = 500;

  private final Collection<History> histories;
  private final Duration retention;

  HistoryForgetting(Collection<History> histories, HistoryConfiguration configuration) {
    this.histories = histories;
    this.retention = configuration.getRetention();
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("history-forgetting", PAUSE, this::forget));
  }

  void forget() {
    histories.forEach(this::forget);
  }

  private void forget(History history) {
    for (int statement = 0; statement < STATEMENTS_MAX; statement++) {
      if (history.forget(retention, AT_ONCE) < AT_ONCE) return;
    }
  }
}
