package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import souk.platform.saga.SagaLoop;

/** Rides that are under way go on after the next deployment: the saga replays what it once did. */
class RideReplayTest {
  /** Those of before rides had bills, and those of since. */
  static Stream<String> histories() {
    var before =
        Stream.of(
            "completed", "cancelled-before-match", "declined", "no-driver", "unknown-payment");
    var since =
        Stream.of(
            "billed",
            "billed-unknown-payment",
            "second-charge",
            "owed",
            "billed-nothing",
            "booked",
            "change-agreed",
            "change-declined");
    return Stream.concat(before, since);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysWhatItOnceDid(String history) {
    assertThatCode(() ->
            WorkflowReplayer.replayWorkflowExecutionFromResource(
                "histories/" + history + ".json", RideSagaImpl.class))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void anAlteredSagaDoesNotReplay(String history) {
    assertThatThrownBy(() ->
            WorkflowReplayer.replayWorkflowExecutionFromResource(
                "histories/" + history + ".json", Altered.class))
        .hasMessageContaining("eplay");
  }

  /** Takes a nap before it looks for the first time, and asks for the trip first. */
  public static final class Altered extends SagaLoop<RideStanding> implements RideSaga {
    private final RideSteps steps =
        Workflow.newLocalActivityStub(RideSteps.class, SagaLoop.stepOptions());

    @Override
    protected RideStanding read(UUID rideId) {
      Workflow.sleep(Duration.ofSeconds(1));
      return steps.read(rideId);
    }

    @Override
    protected RideStanding turn(UUID rideId, RideStanding ride) {
      return steps.requestTrip(rideId);
    }

    @Override
    protected RideStanding lookAgainLater(UUID rideId) {
      return steps.lookAgainLater(rideId);
    }
  }
}
