package souk.dispatch.fleet;

import java.util.UUID;

/** Hears where the drivers of live trips are; offered as a bean by whoever shows it to riders. */
public interface PositionListener {
  /** The driver of a live trip has moved. At most once per flush and driver; lossy. */
  void moved(UUID trip, UUID driver, UUID rider, Position position);
}
