package souk.booking.ride;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.Fare;
import souk.dispatch.city.Point;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * What a rider buys. Its journey follows the trip of the same id, its payment the charge of the
 * same id, each by version; the rest never changes.
 *
 * @param tripVersion the trip's version its state was taken from; 0 before there is one
 * @param cancelRequest what the rider gave as reason when he called it off
 */
public record Ride(
    UUID id,
    Order order,
    RideState state,
    RidePayment payment,
    long version,
    long tripVersion,
    @Nullable String cancelRequest,
    Instant requestedAt,
    Instant movedAt,
    @Nullable Instant settledAt) {

  /**
   * What was ordered.
   *
   * @param authorize how much is authorized, more than the fare
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
      Money authorize) {}

  public RideStatus status() {
    return state.status();
  }

  /** What the saga has to do next. */
  public RidePhase phase() {
    return switch (status()) {
      case REQUESTED ->
          cancelRequest != null
              ? RidePhase.CANCEL_TRIP
              : switch (payment.status()) {
                case PENDING -> RidePhase.AUTHORIZE;
                case UNKNOWN -> RidePhase.AWAIT_AUTHORIZATION;
                case AUTHORIZED -> RidePhase.REQUEST_TRIP;
                case DECLINED, CAPTURED, VOIDED -> RidePhase.AWAIT_MONEY;
              };
      case MATCHING, DRIVER_ASSIGNED, EN_ROUTE, ARRIVED ->
          cancelRequest != null ? RidePhase.CANCEL_TRIP : RidePhase.AWAIT_TRIP;
      case IN_PROGRESS -> RidePhase.AWAIT_TRIP;
      case COMPLETED ->
          switch (payment.status()) {
            // a capture that was refused is not asked for again and again: operations must look
            case AUTHORIZED -> payment.reason() == null ? RidePhase.CAPTURE : RidePhase.AWAIT_MONEY;
            case PENDING, UNKNOWN, DECLINED, VOIDED -> RidePhase.AWAIT_MONEY;
            case CAPTURED -> RidePhase.SETTLED;
          };
      case CANCELLED, NO_DRIVER, NO_SHOW ->
          switch (payment.status()) {
            case PENDING, AUTHORIZED -> RidePhase.RELEASE;
            case UNKNOWN, CAPTURED -> RidePhase.AWAIT_MONEY;
            case DECLINED, VOIDED -> RidePhase.SETTLED;
          };
      case PAYMENT_DECLINED -> RidePhase.SETTLED;
    };
  }

  /** The ride as the trip has it; unchanged when it has seen this version or is over. */
  Ride follow(TripView trip) {
    if (trip.version() <= tripVersion || status().terminal()) return this;
    return with(RideJourney.of(trip), payment, trip.version(), cancelRequest);
  }

  /** The ride as the charge has it; unchanged when it has seen this version. */
  Ride follow(ChargeStanding charge) {
    if (charge.version() <= payment.chargeVersion()) return this;
    var paid = RideJourney.payment(charge);
    return with(
        isRefused(paid) ? new RideState.PaymentDeclined() : state,
        paid,
        tripVersion,
        cancelRequest);
  }

  /** A hold that the provider took back before there was a trip pays for nothing either. */
  private boolean isRefused(RidePayment paid) {
    return status() == RideStatus.REQUESTED
        && switch (paid.status()) {
          case DECLINED, VOIDED -> true;
          case PENDING, UNKNOWN, AUTHORIZED, CAPTURED -> false;
        };
  }

  /** The ride with the rider's wish to call it off; the first reason stays. */
  Ride askToCancel(String reason) {
    return with(state, payment, tripVersion, Optional.ofNullable(cancelRequest).orElse(reason));
  }

  private Ride with(
      RideState state, RidePayment payment, long tripVersion, @Nullable String cancelRequest) {
    return new Ride(
        id,
        order,
        state,
        payment,
        version,
        tripVersion,
        cancelRequest,
        requestedAt,
        movedAt,
        settledAt);
  }
}
