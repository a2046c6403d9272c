package souk.sim.verdict;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.plan.Person;
import souk.sim.view.PaymentStatus;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;
import souk.sim.view.TripStatus;
import souk.sim.view.TripView;

/** Rides and trips as a server shows them. */
final class Shown {
  private Shown() {}

  static RideView ride(
      UUID id, long version, RideStatus status, PaymentStatus payment, boolean settled) {
    @Nullable Instant settledAt = settled ? Story.START : null;
    return new RideView(
        id,
        version,
        status,
        Story.FARE,
        null,
        new RideView.Payment(payment, null),
        Story.START,
        Story.START,
        settledAt);
  }

  static TripView trip(UUID id, long version, TripStatus status, Person driver) {
    return new TripView(
        id,
        version,
        status,
        Story.PLACE,
        Story.PLACE,
        driver.id(),
        Story.START.plusSeconds(5),
        null);
  }

  static RideView booked(
      UUID id,
      RideStatus status,
      @Nullable Instant settledAt,
      RideView.@Nullable Cancellation cancelled) {
    var payment = new RideView.Payment(PaymentStatus.VOIDED, null);
    return new RideView(
        id,
        1,
        status,
        Story.FARE,
        null,
        payment,
        null,
        Story.START,
        Story.START,
        settledAt,
        Story.at(100),
        Story.at(50),
        cancelled,
        null,
        null);
  }
}
