package souk.booking.ride;

import souk.dispatch.trip.Cancellation;

/** Somebody wants a ride called off; the first who does stands in its row. */
public record CancelWish(Cancellation.By by, String reason) {
  Cancellation cancellation() {
    return new Cancellation(by, reason);
  }
}
