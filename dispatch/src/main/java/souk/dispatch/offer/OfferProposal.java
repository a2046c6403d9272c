package souk.dispatch.offer;

import java.util.UUID;
import souk.dispatch.eta.Estimate;

/**
 * Whom a matching round wants to offer which trip.
 *
 * @param tripVersion the trip as the round saw it; one that has moved since is not offered
 * @param explanation why this driver, as JSON; kept with the offer
 */
public record OfferProposal(
    UUID trip, long tripVersion, UUID driver, Estimate pickup, String explanation) {}
