package souk.payments.risk;

/** What is to become of a payment; the severest of what the rules say counts. */
public enum RiskVerdict {
  /** Ask for the money. */
  ALLOW,
  /** Ask for it, and let a person look at it. */
  REVIEW,
  /** Do not ask for it. */
  BLOCK;

  RiskVerdict orSeverer(RiskVerdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
