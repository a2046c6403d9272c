package souk.sim.plan;

import java.time.Duration;

/** What a driver does with an offer, and how long he thinks first. */
public record OfferChoice(Decision decision, Duration think) {

  /** The three things one can do with an offer. */
  public enum Decision {
    ACCEPT,
    DECLINE,
    IGNORE
  }
}
