package souk.booking.ride;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripDriver;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.OrderRef;
import souk.platform.money.Money;

/** Rides, trips and charges of one order, in any state. */
final class SomeRide {
  static final Money FARE = Money.of(1000, "EUR");

  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
  private static final UUID ID = UUID.randomUUID();
  private static final RideDriver DRIVER =
      new RideDriver(UUID.randomUUID(), "Dina", "MC 1", "Zoe", "white");

  private SomeRide() {}

  static Ride in(RideStatus status, RidePayment.Status payment, @Nullable String cancelRequest) {
    return new Ride(
        ID, order(), state(status), paid(payment), 1, 0, cancelRequest, THEN, THEN, null);
  }

  /** As {@link #in}, having seen these versions of its trip and its charge. */
  static Ride seen(RideStatus status, long tripVersion, long chargeVersion) {
    var payment = new RidePayment(RidePayment.Status.PENDING, null, chargeVersion);
    return new Ride(ID, order(), state(status), payment, 1, tripVersion, null, THEN, THEN, null);
  }

  static TripView trip(TripStatus status, long version) {
    return trip(status, version, "changed_my_mind");
  }

  static TripView trip(TripStatus status, long version, String cancelReason) {
    var car = new TripDriver.Vehicle("MC 1", "Zoe", "white");
    var driver =
        switch (status) {
          case WAITING, OFFERED, HOPELESS -> null;
          case ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, CANCELLED ->
              new TripDriver(DRIVER.id(), DRIVER.name(), car);
        };
    var cancelled =
        status == TripStatus.CANCELLED
            ? new Cancellation(Cancellation.By.RIDER, cancelReason)
            : null;
    var order = order();
    return new TripView(
        ID,
        version,
        status,
        order.cityId(),
        order.product(),
        order.riderId(),
        order.riderName(),
        order.pickup(),
        order.dropoff(),
        FARE,
        driver,
        cancelled,
        THEN,
        THEN,
        null,
        null,
        null,
        null,
        null);
  }

  static ChargeStanding charge(ChargeStatus status, long version) {
    return new ChargeStanding(ID, new OrderRef("ride", ID), status, null, FARE, null, version);
  }

  private static RidePayment paid(RidePayment.Status status) {
    return new RidePayment(status, null, status == RidePayment.Status.PENDING ? 0 : 1);
  }

  private static RideState state(RideStatus status) {
    return switch (status) {
      case REQUESTED -> new RideState.Requested();
      case MATCHING -> new RideState.Matching();
      case DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, NO_SHOW ->
          new RideState.Driven(status, DRIVER);
      case CANCELLED -> new RideState.Cancelled("RIDER", "changed_my_mind", null);
      case NO_DRIVER -> new RideState.NoDriver();
      case PAYMENT_DECLINED -> new RideState.PaymentDeclined();
    };
  }

  private static Ride.Order order() {
    return new Ride.Order(
        "monaco",
        new UUID(1, 1),
        "Rita",
        new UUID(1, 2),
        new UUID(1, 3),
        "standard",
        new Point(43.7394, 7.4282),
        new Point(43.7347, 7.4206),
        900,
        Duration.ofMinutes(3).toSeconds(),
        new Fare(FARE, List.of(new FareLine(FareLine.Kind.BASE, FARE))),
        Money.of(1200, "EUR"));
  }
}
