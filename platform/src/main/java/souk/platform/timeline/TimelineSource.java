package souk.platform.timeline;

import java.util.List;
import java.util.UUID;

/** A module that knows what happened to orders. */
public interface TimelineSource {
  /** How many entries a source gives at most. */
  int LIMIT = 1_000;

  /**
   * What this module knows of an order, in any order; nothing of one it does not know.
   *
   * @param order its id, which is also the id of its trip
   */
  List<TimelineEntry> of(UUID order);
}
