package souk.booking.ride;

import io.temporal.workflow.WorkflowInterface;
import souk.platform.saga.Saga;

/** Drives one ride until its money is settled. */
@WorkflowInterface
public interface RideSaga extends Saga {}
