package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.dispatch.driver.DriverStanding;

/**
 * A driver's newest position, to be written under what his node knows of him.
 *
 * @param age how long ago this node received it, and by how much it was late then: with Redis's own
 *     clock that gives when he was there, and no two servers' clocks need to agree
 * @param waited how long ago it could have been written: since its receipt, or since the driver
 *     began to stand for what he stands for now
 */
record Fix(DriverStanding standing, Position position, Duration age, Duration waited) {
  UUID driver() {
    return standing.driver();
  }

  Point point() {
    return position.point();
  }

  /** The position's own time, by which positions of a driver are ordered. */
  Instant at() {
    return position.at();
  }

  /** Whether searches may find him: an open offer does not hide him, a trip does. */
  boolean searchable() {
    return standing.product().isPresent()
        && standing.trip().isEmpty()
        && age.compareTo(Fleet.SILENCE) < 0;
  }

  /** Whether he is on a live trip, whose rider may follow him. */
  boolean driving() {
    return standing.trip().isPresent() && age.compareTo(Sightings.KEPT) < 0;
  }

  /** Whether anybody is to see it. */
  boolean live() {
    return searchable() || driving();
  }
}
