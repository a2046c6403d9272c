package souk.payments.settlement;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * Each step does a bounded part of what is next, is conditional on the row, safe to repeat at any
 * time, and answers with the row as it is afterwards, whoever changed it.
 */
@ActivityInterface
public interface SettlementSteps {
  SettlementStanding read(UUID runId);

  /** Notes in the row that somebody looked. */
  SettlementStanding lookAgainLater(UUID runId);

  /** Begins a run whose day is over. */
  SettlementStanding begin(UUID runId);

  /** Stores a page of the statement. */
  SettlementStanding fetch(UUID runId);

  /** Posts some of the fees, and of what is available. */
  SettlementStanding post(UUID runId);

  /** Compares some of what both sides say. */
  SettlementStanding match(UUID runId);

  /** Posts some of what has become available since. */
  SettlementStanding release(UUID runId);
}
