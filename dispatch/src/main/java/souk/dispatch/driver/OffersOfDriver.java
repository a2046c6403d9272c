package souk.dispatch.driver;

import java.util.UUID;

/** The port through which a driver who leaves gives back what he was offered. */
public interface OffersOfDriver {
  /**
   * Withdraws the driver's open offer, if there is one, and takes the job from him that he would
   * serve next; their trips are free for others. Called in a transaction that holds the driver's
   * row lock, so it goes on with trip, offer and claim.
   */
  void withdraw(UUID driver);
}
