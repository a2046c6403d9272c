package souk.dispatch.fleet;

import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;

/** Hears where the drivers of live trips are; offered as a bean by whoever shows it to riders. */
public interface PositionListener {
  /**
   * The driver of a live trip has moved. At most once per flush and driver; lossy.
   *
   * @param at the position's own time
   */
  void moved(UUID trip, UUID driver, UUID rider, Point point, Instant at);
}
