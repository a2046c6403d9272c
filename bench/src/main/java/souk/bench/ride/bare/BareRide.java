package souk.bench.ride.bare;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** A ride that goes well, as a workflow without any choice in it. */
@WorkflowInterface
public interface BareRide {
  /** From the request to the receipt. */
  @WorkflowMethod
  void drive(UUID ride);

  /** The driver has brought the rider where he wanted to go. */
  @SignalMethod
  void news();
}
