package souk.bench.ride.bare;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;

/** The steps of a ride that goes well, one after the other. */
public final class BareRideImpl implements BareRide {
  private static final Duration NEXT_LOOK = Duration.ofMinutes(5);

  private final BareSteps steps =
      Workflow.newLocalActivityStub(
          BareSteps.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(5))
              .setScheduleToCloseTimeout(Duration.ofSeconds(6))
              .build());

  private boolean news;

  @Override
  public void drive(UUID ride) {
    steps.read(ride);
    steps.authorize(ride);
    steps.requestTrip(ride);
    Workflow.await(NEXT_LOOK, () -> news);
    steps.read(ride);
    steps.bill(ride);
    steps.capture(ride);
  }

  @Override
  public void news() {
    news = true;
  }
}
