package souk.dispatch.matching;

/** What makes a driver dear or cheap to a trip; {@link Terms} has the functions. */
public enum Term {
  /** How long he drives to the pick-up. */
  ETA,
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
