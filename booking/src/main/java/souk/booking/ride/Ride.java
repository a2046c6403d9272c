package souk.booking.ride;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.booking.fare.Billing;
import souk.booking.fare.Journey;
import souk.booking.quote.Fare;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.dispatch.destination.DestinationProposal;
import souk.dispatch.trip.TripView;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * What a rider buys. Its journey follows the trip of the same id, its money its charges, each by
 * version; what was ordered changes only with the destination that rider and driver agree on.
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
      @Nullable Instant pickupAt) {
    /** The same to another place, for the price of this quote. */
    Order to(Quote other) {
      return new Order(
          cityId,
          riderId,
          riderName,
          other.id(),
          cardId,
          product,
          pickup,
          other.dropoff(),
          other.distanceMetres(),
          other.durationSeconds(),
          other.fare(),
          other,
          authorize,
          pickupAt);
    }
  }

  public RideStatus status() {
    return state.status();
  }

  /** The changes of its destination, in their order. */
  List<DestinationChange> changes() {
    return money.changes();
  }

  /** The change that is neither agreed nor refused. */
  Optional<DestinationChange> openChange() {
    return changes().stream().filter(DestinationChange::isOpen).findFirst();
  }

  /** What is to be done next about a change of the destination while a driver is on the job. */
  Optional<DestinationChange> changeToWorkOn() {
    return changes().stream().filter(change -> change.work().isStep()).findFirst();
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
          cancelWish != null ? RidePhase.CANCEL_TRIP : duringItsTrip();
      case IN_PROGRESS -> duringItsTrip();
      case COMPLETED, CANCELLED, NO_DRIVER, NO_SHOW -> money.phase();
      case PAYMENT_DECLINED -> RidePhase.SETTLED;
    };
  }

  private RidePhase beforeItsTrip() {
    return switch (payment().status()) {
      case PENDING -> RidePhase.AUTHORIZE;
      case UNKNOWN -> RidePhase.AWAIT_AUTHORIZATION;
      case REQUIRES_ACTION -> RidePhase.AWAIT_PAYER;
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

  private RidePhase duringItsTrip() {
    if (changeToWorkOn().isPresent()) return RidePhase.CHANGE;
    var awaited =
        changes().stream().anyMatch(one -> one.work() == DestinationChange.Work.AWAIT_MONEY);
    return awaited ? RidePhase.AWAIT_AUTHORIZATION : RidePhase.AWAIT_TRIP;
  }

  /**
   * The ride as the trip has it; unchanged when it has seen this version or is over. The trip says
   * which destination was agreed on; one that its end or its next driver has overtaken is not.
   */
  Ride follow(TripView trip) {
    if (trip.version() <= tripVersion || !status().live()) return this;
    var next = RideJourney.of(trip);
    var driven = RideJourney.isDriven(trip.status());
    var agreed = trip.destinationChange();
    return redirected(agreed).with(next, decided(agreed, driven), trip.version(), cancelWish);
  }

  private RideMoney decided(@Nullable UUID agreed, boolean driven) {
    return money.each(change -> {
      if (change.id().equals(agreed)) return change.agreed();
      return driven ? change : change.refused(DestinationChange.Reason.LAPSED);
    });
  }

  private Ride redirected(@Nullable UUID agreed) {
    return changes().stream()
        .filter(change -> change.id().equals(agreed) && !change.isAgreed())
        .findFirst()
        .map(change -> ordered(order.to(change.quote())))
        .orElse(this);
  }

  /** With another destination wanted by its rider. */
  Ride propose(DestinationChange change) {
    var all = Stream.concat(changes().stream(), Stream.of(change)).toList();
    return with(state, money.with(all), tripVersion, cancelWish);
  }

  /** The ride as a proposal to its driver stands; unchanged when it knows. */
  Ride follow(DestinationProposal proposal) {
    return each(one -> one.id().equals(proposal.id()) ? one.follow(proposal) : one);
  }

  /** With that change wanted no more; unchanged once it is decided. */
  Ride withdrawChange(UUID change) {
    return each(one -> one.id().equals(change) ? one.wantedNoMore() : one);
  }

  private Ride each(UnaryOperator<DestinationChange> change) {
    var after = money.each(change);
    return after == money ? this : with(state, after, tripVersion, cancelWish);
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
          case PENDING, UNKNOWN, REQUIRES_ACTION, AUTHORIZED, CAPTURED -> false;
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

  private Ride ordered(Order other) {
    return new Ride(
        id,
        other,
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
