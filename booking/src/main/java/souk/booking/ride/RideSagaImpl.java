package souk.booking.ride;

import io.temporal.workflow.Workflow;
import java.util.UUID;
import souk.platform.saga.SagaLoop;

/** The whole ride on one page. */
public final class RideSagaImpl extends SagaLoop<RideStanding> implements RideSaga {
  private final RideSteps steps =
      Workflow.newLocalActivityStub(RideSteps.class, SagaLoop.stepOptions());

  @Override
  protected RideStanding turn(UUID rideId, RideStanding ride) {
    return switch (ride.phase()) {
      case AWAIT_START -> start(rideId, ride);
      case AUTHORIZE -> steps.authorize(rideId);
      case REQUEST_TRIP -> steps.requestTrip(rideId);
      case CANCEL_TRIP -> steps.cancelTrip(rideId);
      case CHANGE -> steps.change(rideId);
      case BILL -> bill(rideId);
      case CAPTURE -> steps.capture(rideId);
      case RELEASE -> steps.release(rideId);
      case EXTRA -> steps.chargeExtra(rideId);
      case AWAIT_AUTHORIZATION, AWAIT_PAYER, AWAIT_TRIP, AWAIT_MONEY -> awaitNews(rideId, ride);
      case SETTLED -> ride;
    };
  }

  /** Whoever is woken looks whether it is time, though it may not be. */
  private RideStanding start(UUID rideId, RideStanding ride) {
    awaitTime(ride);
    return steps.start(rideId);
  }

  /** A ride that cannot be billed yet says when it can. */
  private RideStanding bill(UUID rideId) {
    var ride = steps.bill(rideId);
    if (ride.phase() == RidePhase.BILL) awaitTime(ride);
    return ride;
  }

  @Override
  protected RideStanding read(UUID rideId) {
    return steps.read(rideId);
  }

  @Override
  protected RideStanding lookAgainLater(UUID rideId) {
    return steps.lookAgainLater(rideId);
  }
}
