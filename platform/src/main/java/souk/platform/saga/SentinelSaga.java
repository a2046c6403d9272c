package souk.platform.saga;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Does nothing, for ever. That it is gone says that Temporal has lost its memory. */
@WorkflowInterface
public interface SentinelSaga {
  @WorkflowMethod
  void stand();
}
