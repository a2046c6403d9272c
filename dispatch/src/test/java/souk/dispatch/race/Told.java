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

  /** For another process, which reads it with {@link #parse}. */
  default String line() {
    return switch (this) {
      case OfOffer(var offer, var verdict) -> "offer " + offer + " " + verdict;
      case OfTrip(var trip, var verdict) -> "trip " + trip + " " + verdict;
      case GivenBack(var trip, var driver) -> "given-back " + trip + " " + driver;
    };
  }

  static Told parse(String line) {
    var words = line.split(" ", -1);
    var subject = UUID.fromString(words[1]);
    return switch (words[0]) {
      case "offer" -> new OfOffer(subject, OfferStatus.valueOf(words[2]));
      case "trip" -> new OfTrip(subject, TripStatus.valueOf(words[2]));
      case "given-back" -> new GivenBack(subject, UUID.fromString(words[2]));
      default -> throw new IllegalArgumentException(line);
    };
  }
}
