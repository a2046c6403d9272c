package souk.platform.saga;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Drives one aggregate until it is settled. Every saga's workflow interface extends this. */
public interface Saga {
  @WorkflowMethod
  void drive(UUID aggregateId);

  /** Something about the aggregate changed in the database. Carries nothing: the row says what. */
  @SignalMethod
  void news();
}
