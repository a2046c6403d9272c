package souk.dispatch.matching.cost;

import io.swagger.v3.oas.annotations.media.Schema;

/** What makes a driver dear or cheap to a trip. */
@Schema(name = "CostTermName")
public enum Term {
  /** How long he drives to the pick-up. */
  ETA,
  /** How many stars he is below, or above, what is assumed of a new driver. */
  RATING,
  /** How many of his last offers he did not take. */
  ACCEPTANCE,
  /** How much more work than others he had in the last hour. */
  FAIRNESS,
  /** How long he has been free. */
  IDLE,
  /** How long the trip has looked for a driver. */
  WAITING,
  /** Whether a driver gave the trip back. */
  GIVEN_BACK
}
