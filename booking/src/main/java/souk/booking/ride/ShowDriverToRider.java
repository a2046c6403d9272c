package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.fleet.Position;
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

  /**
   * What the rider is told.
   *
   * @param etaS how long the driver still needs, in seconds; null while he waits or nobody knows
   * @param etaSource how that was found
   * @param etaTo where he is on his way to
   */
  @Introspected
  record DriverMoved(
      UUID rideId,
      double lat,
      double lon,
      Instant at,
      @Nullable Double heading,
      @Nullable Double speedMps,
      @Nullable Long etaS,
      @Nullable EtaSource etaSource,
      @Nullable Towards etaTo) {

    static DriverMoved of(UUID ride, Position position, Optional<TripEta> eta) {
      return new DriverMoved(
          ride,
          position.point().lat(),
          position.point().lon(),
          position.at(),
          position.headingDegrees(),
          position.metresPerSecond(),
          eta.map(known -> known.estimate().time().toSeconds()).orElse(null),
          eta.map(known -> known.estimate().source()).orElse(null),
          eta.map(TripEta::towards).orElse(null));
    }
  }

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Position position) {
    var data = DriverMoved.of(trip, position, etas.of(trip));
    push.send(
        rider, new PushMessage("ride.driver_moved", Push.nextId(), trip, 0, position.at(), data));
  }
}
