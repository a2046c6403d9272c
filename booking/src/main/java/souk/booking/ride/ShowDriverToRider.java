package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;
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
  record DriverMoved(UUID rideId, double lat, double lon, Instant at) {}

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Point point, Instant at) {
    var data = new DriverMoved(trip, point.lat(), point.lon(), at);
    push.send(rider, new PushMessage("ride.driver_moved", Push.nextId(), trip, 0, at, data));
  }
}
