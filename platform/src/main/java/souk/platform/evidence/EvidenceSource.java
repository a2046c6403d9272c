package souk.platform.evidence;

import java.util.List;
import java.util.UUID;

/** A module that has something on record about orders. */
public interface EvidenceSource {
  /**
   * What this module has on record; nothing of an order that it does not know.
   *
   * @param order its id, which is also the id of its trip
   */
  List<Evidence> of(UUID order);
}
