package souk.booking.ride;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.booking.fare.Billing;
import souk.booking.fare.Journey;
import souk.booking.quote.Fare;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * What a rider buys. Its journey follows the trip of the same id, its money its charges, each by
 * version; the rest never changes.
 *
 * @param tripVersion the trip's version its state was taken from; 0 before there is one
 * @param cancelWish who called it off and why, whether that came in time or not
 * @param endedAt when driver and rider were free
 */
public record Ride(
    UUID id,
    Order order,
    RideState state,
    RideMoney money,
    long version,
    long tripVersion,
    @Nullable CancelWish cancelWish,
    Instant requestedAt,
    Instant movedAt,
    @Nullable Instant endedAt,
    @Nullable Instant settledAt) {

  /**
   * What was ordered.
   *
   * @param quote what the price was and will be made of
   * @param authorize how much is authorized, more than the fare
   * @param pickupAt when the rider wants to be picked up; null for as soon as possible
   */
  public record Order(
      String cityId,
      UUID riderId,
      String riderName,
      UUID quoteId,
      UUID cardId,
      String product,
      Point pickup,
      Point dropoff,
      long distanceMetres,
      long durationSeconds,
      Fare fare,
      Quote quote,
      Money authorize,
      @Nullable Instant pickupAt) {}

  public RideStatus status() {
    return state.status();
  }

  /** When the rider is picked up, as far as he has said so: else as soon as possible. */
  Instant pickupAt() {
    return Optional.ofNullable(order.pickupAt()).orElse(requestedAt);
  }

  /** The charge that was authorized before the ride. */
  public RidePayment payment() {
    return money.payment();
  }

  /** What the saga has to do next. */
  public RidePhase phase() {
    if (settledAt != null) return RidePhase.SETTLED;
    return switch (status()) {
      case SCHEDULED -> RidePhase.AWAIT_START;
      case REQUESTED -> cancelWish != null ? RidePhase.CANCEL_TRIP : beforeItsTrip();
      case MATCHING, DRIVER_ASSIGNED, EN_ROUTE, ARRIVED ->
          cancelWish != null ? RidePhase.CANCEL_TRIP : RidePhase.AWAIT_TRIP;
      case IN_PROGRESS -> RidePhase.AWAIT_TRIP;
      case COMPLETED, CANCELLED, NO_DRIVER, NO_SHOW -> money.phase();
      case PAYMENT_DECLINED -> RidePhase.SETTLED;
    };
  }

  private RidePhase beforeItsTrip() {
    return switch (payment().status()) {
      case PENDING -> RidePhase.AUTHORIZE;
      case UNKNOWN -> RidePhase.AWAIT_AUTHORIZATION;
      case AUTHORIZED -> RidePhase.REQUEST_TRIP;
      case DECLINED, CAPTURED, VOIDED -> RidePhase.AWAIT_MONEY;
    };
  }

  /** A booked ride whose time has come; any other is as it was. */
  Ride begun() {
    if (status() != RideStatus.SCHEDULED) return this;
    return with(new RideState.Requested(), money, tripVersion, cancelWish);
  }

  /** A booked ride that does not come about: nothing was reserved for it, and it costs nothing. */
  Ride dropped(CancelWish why, Instant now) {
    if (status() != RideStatus.SCHEDULED) return this;
    var nothing = Billing.cancelled(order.quote(), why.by(), Journey.NONE, now);
    var off = new RideState.Cancelled(why.by().name(), why.reason(), null);
    return with(off, money.neverAsked(nothing), tripVersion, why);
  }

  /** The ride as the trip has it; unchanged when it has seen this version or is over. */
  Ride follow(TripView trip) {
    if (trip.version() <= tripVersion || !status().live()) return this;
    return with(RideJourney.of(trip), money, trip.version(), cancelWish);
  }

  /** The ride as one of its charges has it; unchanged when it has seen this version. */
  Ride follow(ChargeStanding charge) {
    var after = money.follow(charge);
    if (after == money || status() == RideStatus.SCHEDULED) return this;
    return with(
        isRefused(after.payment()) ? new RideState.PaymentDeclined() : state,
        after,
        tripVersion,
        cancelWish);
  }

  /** A hold that the provider took back before there was a trip pays for nothing either. */
  private boolean isRefused(RidePayment paid) {
    return status() == RideStatus.REQUESTED
        && switch (paid.status()) {
          case DECLINED, VOIDED -> true;
          case PENDING, UNKNOWN, AUTHORIZED, CAPTURED -> false;
        };
  }

  /** The ride with its bill; the first one stays. */
  Ride billed(Bill bill) {
    if (money.bill() != null || !status().terminal()) return this;
    return with(state, money.billed(bill), tripVersion, cancelWish);
  }

  /** The ride with the wish to call it off; the first one stays. */
  Ride askToCancel(CancelWish wish) {
    return with(state, money, tripVersion, Optional.ofNullable(cancelWish).orElse(wish));
  }

  private Ride with(
      RideState state, RideMoney money, long tripVersion, @Nullable CancelWish cancelWish) {
    return new Ride(
        id,
        order,
        state,
        money,
        version,
        tripVersion,
        cancelWish,
        requestedAt,
        movedAt,
        endedAt,
        settledAt);
  }
}
