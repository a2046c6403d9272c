package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.dispatch.driver.DriverStanding;

/**
 * A driver's newest position, to be written under what his node knows of him.
 *
 * @param at the position's own time, by which positions of a driver are ordered
 * @param held how long ago this node received it: with Redis's own clock that gives when he was
 *     last heard, and no two servers' clocks need to agree
 */
record Fix(DriverStanding standing, Point point, Instant at, Duration held) {
  UUID driver() {
    return standing.driver();
  }
}
