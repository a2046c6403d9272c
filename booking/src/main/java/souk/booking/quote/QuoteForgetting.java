package souk.booking.quote;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets quotes after a month; a ride has its own copy of what it was quoted. */
@Singleton
final class QuoteForgetting implements BackgroundWork {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final QuoteRows rows;

  QuoteForgetting(QuoteRows rows) {
    this.rows = rows;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("quote-forgetting", PAUSE, this::forget));
  }

  private void forget() {
    rows.forget(KEPT.toSeconds());
  }
}
