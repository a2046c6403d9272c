package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/**
 * Ends holds and payments that took too long, where nobody has asked for the rooms. Nobody waits
 * for it: whoever wants a room gives back what has lapsed himself.
 */
@Singleton
final class ExpireHolds implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 100;

  private final Stays stays;
  private final EndHold endHold;

  ExpireHolds(Stays stays, EndHold endHold) {
    this.stays = stays;
    this.endHold = endHold;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("lapsed-holds", PAUSE, this::pass));
  }

  void pass() {
    stays.lapsed(AT_ONCE).forEach(endHold::expire);
  }
}
