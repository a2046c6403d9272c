package souk.booking.stay;

import io.temporal.workflow.Workflow;
import java.util.UUID;
import souk.platform.saga.SagaLoop;

/** How a stay is paid for and ends, on one page. */
public final class StaySagaImpl extends SagaLoop<StayStanding> implements StaySaga {
  private final StaySteps steps =
      Workflow.newLocalActivityStub(StaySteps.class, SagaLoop.stepOptions());

  @Override
  protected StayStanding turn(UUID stayId, StayStanding stay) {
    return switch (stay.phase()) {
      case AUTHORIZE -> steps.authorize(stayId);
      case CONCLUDE -> steps.conclude(stayId);
      case CAPTURE -> steps.capture(stayId);
      case UNDO -> steps.undo(stayId);
      case RELEASE -> steps.release(stayId);
      case REFUND -> steps.refund(stayId);
      case AWAIT_AUTHORIZATION, AWAIT_PAYER, AWAIT_MONEY, AWAIT_STAY -> awaitNews(stayId, stay);
      case AT_REST -> stay;
    };
  }

  @Override
  protected StayStanding read(UUID stayId) {
    return steps.read(stayId);
  }

  @Override
  protected StayStanding lookAgainLater(UUID stayId) {
    return steps.lookAgainLater(stayId);
  }
}
