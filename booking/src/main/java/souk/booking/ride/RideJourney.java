package souk.booking.ride;

import java.time.Duration;
import java.util.Objects;
import souk.booking.quote.Quote;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.destination.ProposeDestination;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripDriver;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;

/** What the words of dispatch and payments mean for a ride. */
final class RideJourney {
  private RideJourney() {}

  /** What dispatch is asked for. */
  static RequestTrip ask(Ride ride) {
    var order = ride.order();
    return new RequestTrip(
        ride.id(),
        new CityId(order.cityId()),
        Product.of(order.product()).orElseThrow(),
        order.riderId(),
        order.riderName(),
        order.pickup(),
        order.dropoff(),
        order.fare().total(),
        noShowAfter(order.quote()),
        order.pickupAt());
  }

  /** A ride without terms of its own waits as long as any trip does. */
  private static Duration noShowAfter(Quote quote) {
    var tariff = quote.tariff();
    if (tariff == null) return RequestTrip.USUAL_WAIT;
    return Duration.ofSeconds(tariff.terms().noShow().waitSeconds());
  }

  /** Whether a driver is on the job. */
  static boolean isDriven(TripStatus status) {
    return switch (status) {
      case ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS -> true;
      case WAITING, OFFERED, COMPLETED, CANCELLED, HOPELESS -> false;
    };
  }

  /** What its driver is asked to agree to. */
  static ProposeDestination ask(Ride ride, DestinationChange change) {
    return new ProposeDestination(
        change.id(),
        new CityId(ride.order().cityId()),
        ride.id(),
        ride.state().assigned().orElseThrow().id(),
        change.quote().dropoff(),
        change.quote().fare().total());
  }

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
          case REQUIRES_ACTION -> RidePayment.Status.REQUIRES_ACTION;
          case AUTHORIZED -> RidePayment.Status.AUTHORIZED;
          case DECLINED -> RidePayment.Status.DECLINED;
          case CAPTURED -> RidePayment.Status.CAPTURED;
          // a ride needs to know that nothing is held any more; its reason says by whom
          case VOIDED, EXPIRED -> RidePayment.Status.VOIDED;
        };
    var captured = charge.captured();
    return new RidePayment(
        status, charge.reason(), charge.version(), captured == null ? 0 : captured.minor());
  }

  private static RideState driven(RideStatus status, TripView trip) {
    return new RideState.Driven(status, driver(Objects.requireNonNull(trip.driver())));
  }

  private static RideState cancelled(TripView trip) {
    var cancellation = Objects.requireNonNull(trip.cancelled());
    var driver = trip.driver();
    if (driver != null && isNoShow(cancellation)) {
      return driven(RideStatus.NO_SHOW, trip);
    }
    return new RideState.Cancelled(
        cancellation.by().name(), cancellation.reason(), driver == null ? null : driver(driver));
  }

  /** A rider may give any reason he likes: only the driver can say that he did not come. */
  private static boolean isNoShow(Cancellation cancellation) {
    return cancellation.by() == Cancellation.By.DRIVER
        && cancellation.reason().equals(Cancellation.NO_SHOW);
  }

  private static RideDriver driver(TripDriver driver) {
    var car = driver.vehicle();
    return new RideDriver(driver.id(), driver.name(), car.plate(), car.model(), car.colour());
  }
}
