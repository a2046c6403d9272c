package souk.dispatch.trip;

import java.util.UUID;

/** The port through which a trip that is called off ends the offer of it. */
public interface OpenOffers {
  /**
   * Withdraws the offer. Called in a transaction that holds the locks of its driver and its trip.
   */
  void takeBack(UUID offer);
}
