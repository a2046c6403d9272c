package souk.payments.settlement;

import io.temporal.workflow.WorkflowInterface;
import souk.platform.saga.Saga;

/** Drives one day's settlement until all of its money is posted as available. */
@WorkflowInterface
public interface SettlementSaga extends Saga {}
