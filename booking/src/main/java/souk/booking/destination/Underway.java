package souk.booking.destination;

import java.util.UUID;
import souk.booking.fare.Journey;
import souk.booking.quote.Quote;

/**
 * A ride that a driver is on the job for.
 *
 * @param quote by which it goes now
 * @param journey as far as it has come
 */
public record Underway(UUID rideId, UUID driverId, Quote quote, Journey journey) {
  boolean onBoard() {
    return journey.startedAt() != null;
  }
}
