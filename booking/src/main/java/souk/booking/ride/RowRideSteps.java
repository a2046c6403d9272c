package souk.booking.ride;

import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.trip.Trips;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;

/** Steps over the ride's row; dispatch and payments are asked without a connection in the hand. */
@Singleton
final class RowRideSteps implements RideSteps {
  private final Rides rides;
  private final Trips trips;
  private final Charges charges;
  private final StartRide startRide;
  private final CancelRide cancelRide;
  private final BillRide billRide;
  private final NoteQuotedTime quotedTime;
  private final DriveChange driveChange;

  RowRideSteps(
      Rides rides,
      Trips trips,
      Charges charges,
      StartRide startRide,
      CancelRide cancelRide,
      BillRide billRide,
      NoteQuotedTime quotedTime,
      DriveChange driveChange) {
    this.driveChange = driveChange;
    this.rides = rides;
    this.trips = trips;
    this.charges = charges;
    this.startRide = startRide;
    this.cancelRide = cancelRide;
    this.billRide = billRide;
    this.quotedTime = quotedTime;
  }

  @Override
  public RideStanding read(UUID rideId) {
    return rides.standing(rideId).orElseThrow(() -> noSuchRide(rideId));
  }

  @Override
  public RideStanding lookAgainLater(UUID rideId) {
    trips.find(rideId).ifPresent(trip -> rides.change(rideId, ride -> ride.follow(trip)));
    charges.find(rideId).ifPresent(charge -> follow(rideId, charge));
    charges.find(RideMoney.extraChargeOf(rideId)).ifPresent(charge -> follow(rideId, charge));
    driveChange.lookAgain(rideId);
    rides.lookAgainLater(ride(rideId));
    return read(rideId);
  }

  @Override
  public RideStanding start(UUID rideId) {
    startRide.start(rideId);
    return read(rideId);
  }

  @Override
  public RideStanding authorize(UUID rideId) {
    var order = ride(rideId).order();
    return follow(
        rideId,
        charges.authorize(
            new AuthorizeCharge(
                    rideId,
                    new OrderRef(RideMoney.RIDE, rideId),
                    order.riderId(),
                    order.cardId(),
                    order.authorize())
                .with(PaymentOption.PAYER_PRESENT)));
  }

  @Override
  public RideStanding requestTrip(UUID rideId) {
    var trip = trips.request(RideJourney.ask(ride(rideId)));
    quotedTime.note(ride(rideId));
    rides.change(rideId, ride -> ride.follow(trip));
    return read(rideId);
  }

  @Override
  public RideStanding cancelTrip(UUID rideId) {
    cancelRide.tellDispatch(ride(rideId));
    return read(rideId);
  }

  @Override
  public RideStanding change(UUID rideId) {
    driveChange.drive(rideId);
    return read(rideId);
  }

  @Override
  public RideStanding bill(UUID rideId) {
    billRide.bill(rideId);
    return read(rideId);
  }

  /** A row that an older process left without a bill gets it here, and in {@link #release}. */
  @Override
  public RideStanding capture(UUID rideId) {
    var ride = billRide.bill(rideId);
    if (ride.phase() != RidePhase.CAPTURE) return read(rideId);
    return follow(rideId, charges.capture(rideId, ride.money().takeable()));
  }

  @Override
  public RideStanding release(UUID rideId) {
    if (billRide.bill(rideId).phase() != RidePhase.RELEASE) return read(rideId);
    return follow(rideId, charges.release(rideId));
  }

  @Override
  public RideStanding chargeExtra(UUID rideId) {
    var ride = ride(rideId);
    if (ride.phase() != RidePhase.EXTRA) return read(rideId);
    var order = ride.order();
    return follow(
        rideId,
        charges.collect(
            new AuthorizeCharge(
                RideMoney.extraChargeOf(rideId),
                new OrderRef(RideMoney.EXTRA, rideId),
                order.riderId(),
                order.cardId(),
                ride.money().left().orElseThrow())));
  }

  private RideStanding follow(UUID rideId, ChargeStanding charge) {
    rides.change(rideId, ride -> ride.follow(charge));
    return read(rideId);
  }

  private Ride ride(UUID rideId) {
    return rides.find(rideId).orElseThrow(() -> noSuchRide(rideId));
  }

  private static ApplicationFailure noSuchRide(UUID rideId) {
    return ApplicationFailure.newNonRetryableFailure("no ride " + rideId, "NoSuchRide");
  }
}
