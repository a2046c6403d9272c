package souk.booking.ride;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * Each step is conditional on the row, safe to repeat at any time, and answers with the row as it
 * is afterwards, whoever changed it.
 */
@ActivityInterface
public interface RideSteps {
  RideStanding read(UUID rideId);

  /** Takes over what trip and charge say, in case their events are late, and notes the look. */
  RideStanding lookAgainLater(UUID rideId);

  /** Begins a booked ride, if its time has come and its rider is free. */
  RideStanding start(UUID rideId);

  RideStanding authorize(UUID rideId);

  RideStanding requestTrip(UUID rideId);

  RideStanding cancelTrip(UUID rideId);

  /** Does what is next about a change of the destination. */
  RideStanding change(UUID rideId);

  /** Computes what the ride costs. */
  RideStanding bill(UUID rideId);

  RideStanding capture(UUID rideId);

  RideStanding release(UUID rideId);

  /** Charges what the authorization did not give. */
  RideStanding chargeExtra(UUID rideId);
}
