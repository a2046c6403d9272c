package souk.booking.stay;

import java.time.Instant;
import souk.platform.saga.Standing;

/** What the saga needs to know of a stay's row: what comes next, and when to look without news. */
public record StayStanding(StayPhase phase, Instant wakeAt) implements Standing {
  @Override
  public boolean settled() {
    return phase == StayPhase.AT_REST;
  }
}
