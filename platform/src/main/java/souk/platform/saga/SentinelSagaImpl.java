package souk.platform.saga;

import io.temporal.workflow.Workflow;

/** Waits for nothing. */
public final class SentinelSagaImpl implements SentinelSaga {
  @Override
  public void stand() {
    Workflow.await(() -> false);
  }
}
