package souk.sim.trace;

import java.time.Instant;
import souk.sim.plan.Person;
import souk.sim.road.Whereabouts.Motion;

/** Where the positions that drivers' phones send are written down. */
public interface Traces {
  /** The driver was there. */
  void position(Instant at, Person driver, Motion motion);
}
