package souk.platform.saga;

import java.time.Instant;

/** What a saga needs to know of its aggregate's row. Implemented by records, sent as JSON. */
public interface Standing {
  /** Nobody waits and no money is in flight: the saga is done. */
  boolean settled();

  /** When to look again without news. */
  Instant wakeAt();
}
