package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.problem.Problem;

/**
 * Ends holds and payments that took too long, where nobody has asked for the rooms. Nobody waits
 * for it: whoever wants a room gives back what has lapsed himself.
 */
@Singleton
final class ExpireHolds implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(ExpireHolds.class);
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
    stays.lapsed(AT_ONCE).forEach(this::expire);
  }

  /** One whose locks somebody has keeps nobody else waiting; the next pass finds it again. */
  private void expire(UUID stayId) {
    try {
      endHold.expire(stayId);
    } catch (Problem refused) {
      log.info("stay {} has lapsed and cannot be ended now: {}", stayId, refused.code());
    }
  }
}
