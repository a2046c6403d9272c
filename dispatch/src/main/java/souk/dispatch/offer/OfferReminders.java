package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.DatabaseClock;

/** Tells drivers again of the open offers that their phones have not said they show. */
@Singleton
final class OfferReminders implements BackgroundWork {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int AT_ONCE = 500;

  private final OfferViewRows rows;
  private final OfferPush push;
  private final DatabaseClock clock;
  private final OfferConfiguration configuration;

  OfferReminders(
      OfferViewRows rows, OfferPush push, DatabaseClock clock, OfferConfiguration configuration) {
    this.rows = rows;
    this.push = push;
    this.clock = clock;
    this.configuration = configuration;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("offer-reminders", TICK, this::remind));
  }

  void remind() {
    var unseen = rows.toPushAgain(configuration.getPushAgainAfter().toMillis(), AT_ONCE);
    if (unseen.isEmpty()) return;
    var now = clock.now();
    unseen.forEach(row -> push.again(row.driverId(), row.view(), now));
  }
}
