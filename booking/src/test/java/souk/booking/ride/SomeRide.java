package souk.booking.ride;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.booking.fare.Billing;
import souk.booking.fare.Journey;
import souk.booking.fare.Reason;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripDriver;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.ChargeStatus;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** Rides, trips and charges of one order, in any state. */
final class SomeRide {
  static final Money FARE = Money.of(1000, "EUR");
  static final Money AUTHORIZE = Money.of(1200, "EUR");

  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
  private static final UUID ID = UUID.randomUUID();
  private static final RideDriver DRIVER =
      new RideDriver(UUID.randomUUID(), "Dina", "MC 1", "Zoe", "white");

  private SomeRide() {}

  static Ride in(RideStatus status, RidePayment.Status payment, @Nullable String cancelRequest) {
    var wish = cancelRequest == null ? null : new CancelWish(Cancellation.By.RIDER, cancelRequest);
    return ride(status, new RideMoney(AUTHORIZE, null, paid(payment), RidePayment.NONE), 0, wish);
  }

  /** As {@link #in}, having seen these versions of its trip and its charge. */
  static Ride seen(RideStatus status, long tripVersion, long chargeVersion) {
    var payment = new RidePayment(RidePayment.Status.PENDING, null, chargeVersion, 0);
    var money = new RideMoney(AUTHORIZE, null, payment, RidePayment.NONE);
    return ride(status, money, tripVersion, null);
  }

  /** One whose bill of so many cents its card has paid. */
  static Ride paidFor(RideStatus status, long minor) {
    var captured = new RidePayment(RidePayment.Status.CAPTURED, null, 1, minor);
    return ride(status, new RideMoney(AUTHORIZE, bill(minor), captured, RidePayment.NONE), 0, null);
  }

  private static Ride ride(
      RideStatus status, RideMoney money, long tripVersion, @Nullable CancelWish wish) {
    return new Ride(
        ID, order(), state(status), money, 1, tripVersion, wish, THEN, THEN, null, null);
  }

  /** A bill over so many cents. */
  static Bill bill(long minor) {
    var total = Money.of(minor, "EUR");
    var fare = new Fare(total, List.of(new FareLine(FareLine.Kind.BASE, total)));
    var basis = new Bill.Basis(null, FARE, Journey.NONE, null);
    return new Bill(fare, Reason.QUOTED, Billing.RULES, basis);
  }

  static TripView trip(TripStatus status, long version) {
    return trip(status, version, new Cancellation(Cancellation.By.RIDER, "changed_my_mind"));
  }

  static TripView trip(TripStatus status, long version, Cancellation cancellation) {
    var car = new TripDriver.Vehicle("MC 1", "Zoe", "white");
    var driver =
        switch (status) {
          case WAITING, OFFERED, HOPELESS -> null;
          case ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, CANCELLED ->
              new TripDriver(DRIVER.id(), DRIVER.name(), car);
        };
    var cancelled = status == TripStatus.CANCELLED ? cancellation : null;
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
        null,
        FARE,
        driver,
        cancelled,
        THEN,
        THEN,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ChargeStanding charge(ChargeStatus status, long version) {
    return charge("ride", status, version);
  }

  static ChargeStanding charge(String kind, ChargeStatus status, long version) {
    var captured = status == ChargeStatus.CAPTURED ? FARE : null;
    return new ChargeStanding(ID, new OrderRef(kind, ID), status, null, FARE, captured, version);
  }

  private static RidePayment paid(RidePayment.Status status) {
    return new RidePayment(status, null, status == RidePayment.Status.PENDING ? 0 : 1, 0);
  }

  private static RideState state(RideStatus status) {
    return switch (status) {
      case SCHEDULED -> new RideState.Scheduled(THEN, THEN);
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
        quote().fare(),
        quote(),
        AUTHORIZE,
        null);
  }

  private static Quote quote() {
    return new Quote(
        new UUID(1, 2),
        new UUID(1, 1),
        "monaco",
        "standard",
        Phone.CASINO,
        Phone.HARBOUR,
        900,
        180,
        0,
        new Fare(FARE, List.of(new FareLine(FareLine.Kind.BASE, FARE))),
        BigDecimal.ONE,
        0,
        THEN,
        null,
        null);
  }
}
