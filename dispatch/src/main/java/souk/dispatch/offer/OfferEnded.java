package souk.dispatch.offer;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/**
 * An offer ended without its driver's doing.
 *
 * @param reason {@code EXPIRED}, {@code TRIP_CANCELLED} or {@code DRIVER_LEFT}
 */
@Introspected
record OfferEnded(UUID offerId, long version, UUID tripId, UUID driverId, String reason) {
  static OfferEnded of(Offer offer, String reason) {
    var terms = offer.terms();
    return new OfferEnded(terms.id(), terms.version(), terms.trip(), terms.driver(), reason);
  }
}
