package souk.dispatch.trip;

import java.util.UUID;

/** The port through which a trip that nobody drives any more ends the proposal about it. */
public interface OpenProposals {
  /** Ends it, if one is open. Called in a transaction that holds the trip's lock. */
  void lapse(UUID trip);
}
