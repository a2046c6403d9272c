package souk.booking.ride;

import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;

/** What the words of dispatch and payments mean for a ride. */
final class RideJourney {
  private static final String NO_SHOW = "NO_SHOW";

  private RideJourney() {}

  static RideState of(TripView trip) {
    return switch (trip.status()) {
      case WAITING, OFFERED -> new RideState.Matching();
      case ASSIGNED -> driven(RideStatus.DRIVER_ASSIGNED, trip);
      case EN_ROUTE -> driven(RideStatus.EN_ROUTE, trip);
      case ARRIVED -> driven(RideStatus.ARRIVED, trip);
      case IN_PROGRESS -> driven(RideStatus.IN_PROGRESS, trip);
      case COMPLETED -> driven(RideStatus.COMPLETED, trip);
      case CANCELLED -> cancelled(trip);
      case HOPELESS -> new RideState.NoDriver();
    };
  }

  static RidePayment payment(ChargeStanding charge) {
    var status =
        switch (charge.status()) {
          case PENDING, UNKNOWN -> RidePayment.Status.UNKNOWN;
          case AUTHORIZED -> RidePayment.Status.AUTHORIZED;
          case DECLINED -> RidePayment.Status.DECLINED;
          case CAPTURED -> RidePayment.Status.CAPTURED;
          case VOIDED -> RidePayment.Status.VOIDED;
        };
    return new RidePayment(status, charge.reason(), charge.version());
  }
}
