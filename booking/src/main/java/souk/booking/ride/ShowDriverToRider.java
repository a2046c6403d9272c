package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.fleet.PositionListener;
import souk.dispatch.tracking.TripEtas;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.dispatch.tracking.TripEtas.TripEta;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** The rider sees the car move: only the matched one, and only while the trip lives. */
@Singleton
final class ShowDriverToRider implements PositionListener {
  private final Push push;
  private final TripEtas etas;

  ShowDriverToRider(Push push, TripEtas etas) {
    this.push = push;
    this.etas = etas;
  }

  @Introspected
  record DriverMoved(
      UUID rideId,
      double lat,
      double lon,
      Instant at,
      @Nullable Long etaS,
      @Nullable EtaSource etaSource,
      @Nullable Towards etaTo) {

    static DriverMoved of(UUID ride, Point point, Instant at, @Nullable TripEta eta) {
      if (eta == null) {
        return new DriverMoved(ride, point.lat(), point.lon(), at, null, null, null);
      }
      var estimate = eta.estimate();
      return new DriverMoved(
          ride,
          point.lat(),
          point.lon(),
          at,
          estimate.time().toSeconds(),
          estimate.source(),
          eta.towards());
    }
  }

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Point point, Instant at) {
    var data = DriverMoved.of(trip, point, at, etas.of(trip).orElse(null));
    push.send(rider, new PushMessage("ride.driver_moved", Push.nextId(), trip, 0, at, data));
  }
}
