package souk.booking.ride;

import java.time.Instant;
import souk.platform.saga.Standing;

/** What the saga needs to know of a ride's row: what comes next, and when to look without news. */
public record RideStanding(RidePhase phase, Instant wakeAt) implements Standing {
  @Override
  public boolean settled() {
    return phase == RidePhase.SETTLED;
  }
}
