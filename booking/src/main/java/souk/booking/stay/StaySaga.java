package souk.booking.stay;

import io.temporal.workflow.WorkflowInterface;
import souk.platform.saga.Saga;

/** Drives one stay until its money is where it belongs. */
@WorkflowInterface
public interface StaySaga extends Saga {}
