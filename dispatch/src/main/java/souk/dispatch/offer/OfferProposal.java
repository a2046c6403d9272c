package souk.dispatch.offer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.Estimate;

/**
 * Whom a matching round wants to offer which trip.
 *
 * @param tripVersion the trip as the round saw it; one that has moved since is not offered
 * @param pickup when he would be there, the rest of his present trip included
 * @param explanation why this driver, as JSON; kept with the offer
 * @param afterTrip the trip that he drives now and would end first; null of a free driver
 */
public record OfferProposal(
    UUID trip,
    long tripVersion,
    UUID driver,
    Estimate pickup,
    String explanation,
    @Nullable UUID afterTrip) {

  /** To a free driver. */
  public OfferProposal(
      UUID trip, long tripVersion, UUID driver, Estimate pickup, String explanation) {
    this(trip, tripVersion, driver, pickup, explanation, null);
  }
}
