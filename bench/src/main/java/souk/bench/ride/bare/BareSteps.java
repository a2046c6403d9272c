package souk.bench.ride.bare;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/** As many steps as a ride that goes well takes. */
@ActivityInterface
public interface BareSteps {
  /** Reads the ride. */
  String read(UUID ride);

  /** Asks the payment provider between two transactions. */
  String authorize(UUID ride);

  /** Leaves the ride to dispatch. */
  String requestTrip(UUID ride);

  /** Stores what the ride costs. */
  String bill(UUID ride);

  /** Asks the payment provider between two transactions. */
  String capture(UUID ride);
}
