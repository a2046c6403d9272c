package souk.booking.ride;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.booking.quote.Fare;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Cancellation.By;
import souk.platform.json.Json;
import souk.platform.json.ReadOnce;
import souk.platform.money.Money;

/** The one place that knows how a row is a ride. */
@Singleton
final class RideMapping {
  private final Json json;
  private final ReadOnce<Quote> quotes;
  private final ReadOnce<Fare> fares;
  private final DestinationChanges changes;

  RideMapping(Json json, DestinationChanges changes) {
    this.json = json;
    this.quotes = json.once(Quote.class);
    this.fares = json.once(Fare.class);
    this.changes = changes;
  }

  Ride ride(RideRow row) {
    return new Ride(
        row.id(),
        order(row),
        state(row),
        money(row),
        row.version(),
        row.tripVersion(),
        wish(row),
        row.requestedAt(),
        row.movedAt(),
        row.endedAt(),
        row.settledAt());
  }

  private RideMoney money(RideRow row) {
    return new RideMoney(
        new Money(row.authorizeMinor(), Currency.getInstance(row.currency())),
        row.bill() == null ? null : json.read(row.bill(), Bill.class),
        new RidePayment(
            RidePayment.Status.valueOf(row.payment()),
            row.paymentReason(),
            row.chargeVersion(),
            row.capturedMinor()),
        new RidePayment(
            RidePayment.Status.valueOf(row.extra()),
            row.extraReason(),
            row.extraVersion(),
            row.extraMinor()),
        changes.of(row));
  }

  private static @Nullable CancelWish wish(RideRow row) {
    if (row.cancelRequest() == null) return null;
    return new CancelWish(By.valueOf(row.cancelRequestBy()), row.cancelRequest());
  }

  private Ride.Order order(RideRow row) {
    var currency = Currency.getInstance(row.currency());
    return new Ride.Order(
        row.cityId(),
        row.riderId(),
        row.riderName(),
        row.quoteId(),
        row.cardId(),
        row.product(),
        new Point(row.pickupLat(), row.pickupLon()),
        new Point(row.dropoffLat(), row.dropoffLon()),
        row.distanceMetres(),
        row.durationSeconds(),
        fares.of(row.breakdown()),
        quote(row),
        new Money(row.authorizeMinor(), currency),
        row.pickupAt());
  }

  /** A ride that was requested before rides kept their quotes costs what it was quoted. */
  private Quote quote(RideRow row) {
    if (row.quote() != null) return quotes.of(row.quote());
    return new Quote(
        row.quoteId(),
        row.riderId(),
        row.cityId(),
        row.product(),
        new Point(row.pickupLat(), row.pickupLon()),
        new Point(row.dropoffLat(), row.dropoffLon()),
        row.distanceMetres(),
        row.durationSeconds(),
        0,
        fares.of(row.breakdown()),
        BigDecimal.ONE,
        0,
        row.requestedAt(),
        null,
        null);
  }

  private static RideState state(RideRow row) {
    var status = RideStatus.valueOf(row.status());
    return switch (status) {
      case SCHEDULED ->
          new RideState.Scheduled(
              Objects.requireNonNull(row.startAt()), Objects.requireNonNull(row.startUntil()));
      case REQUESTED -> new RideState.Requested();
      case MATCHING -> new RideState.Matching();
      case DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, NO_SHOW ->
          new RideState.Driven(status, Objects.requireNonNull(driver(row)));
      case CANCELLED ->
          new RideState.Cancelled(
              String.valueOf(row.cancelledBy()), String.valueOf(row.cancelReason()), driver(row));
      case NO_DRIVER -> new RideState.NoDriver();
      case PAYMENT_DECLINED -> new RideState.PaymentDeclined();
    };
  }

  private static @Nullable RideDriver driver(RideRow row) {
    if (row.driverId() == null) return null;
    return new RideDriver(
        row.driverId(),
        String.valueOf(row.driverName()),
        String.valueOf(row.plate()),
        String.valueOf(row.model()),
        String.valueOf(row.colour()));
  }
}
