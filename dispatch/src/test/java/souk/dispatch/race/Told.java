package souk.dispatch.race;

import java.util.UUID;
import souk.dispatch.offer.OfferStatus;
import souk.dispatch.trip.TripStatus;

/** What somebody was told of a race's outcome; it must be true for ever. */
sealed interface Told {
  /** A driver learned how his offer was decided. */
  record OfOffer(UUID offer, OfferStatus verdict) implements Told {}

  /** A rider or a driver learned how a trip ended. */
  record OfTrip(UUID trip, TripStatus verdict) implements Told {}

  /** A driver was told that the trip is no longer his. */
  record GivenBack(UUID trip, UUID driver) implements Told {}
}
