package souk.dispatch.fleet;

import java.util.UUID;

/** Keeps where drivers were; offered as a bean by whoever needs more than their newest position. */
public interface PositionRecorder {
  /**
   * The driver was there, and may have been on a trip: whether he was is the recorder's to find
   * out. Called for every such position on the way in, so it returns at once; repeated and in any
   * order.
   */
  void record(UUID driver, Position position);

  /**
   * Keeps what was recorded here until now before it returns; what cannot be kept just now is kept
   * later as ever.
   */
  void keepNow();
}
