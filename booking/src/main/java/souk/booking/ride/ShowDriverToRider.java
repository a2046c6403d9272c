package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.PositionListener;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** The rider sees the car move: only the matched one, and only while the trip lives. */
@Singleton
final class ShowDriverToRider implements PositionListener {
  private final Push push;

  ShowDriverToRider(Push push) {
    this.push = push;
  }

  @Introspected
  record DriverMoved(
      UUID rideId,
      double lat,
      double lon,
      Instant at,
      @Nullable Double heading,
      @Nullable Double speedMps) {
    static DriverMoved of(UUID ride, Position position) {
      return new DriverMoved(
          ride,
          position.point().lat(),
          position.point().lon(),
          position.at(),
          position.headingDegrees(),
          position.metresPerSecond());
    }
  }

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Position position) {
    var data = DriverMoved.of(trip, position);
    push.send(
        rider, new PushMessage("ride.driver_moved", Push.nextId(), trip, 0, position.at(), data));
  }
}
