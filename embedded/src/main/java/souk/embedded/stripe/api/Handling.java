package souk.embedded.stripe.api;

import java.time.Duration;

/**
 * How the twin is to serve one request.
 *
 * @param runsFor how long the request counts as running, for twins of it with the same key
 */
public record Handling(Failure failure, Duration runsFor) {
  /** Where Stripe breaks down. */
  public enum Failure {
    /** Nowhere. */
    NONE,
    /** Before anything was done; the answer is 500. */
    BEFORE_EFFECT,
    /** After everything was done; the answer is 500 all the same. */
    AFTER_EFFECT,
    /** Nowhere, but the card's issuer says no to whatever it is asked. */
    DECLINED
  }

  /** As well as Stripe can, in that time. */
  public static Handling normal(Duration runsFor) {
    return new Handling(Failure.NONE, runsFor);
  }
}
