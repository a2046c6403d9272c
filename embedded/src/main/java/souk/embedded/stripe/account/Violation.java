package souk.embedded.stripe.account;

import java.time.Instant;

/**
 * Something a correct caller never does to a card.
 *
 * @param refused true when the twin refused it, so that no money moved wrongly this time
 */
public record Violation(Rule rule, String subject, String detail, boolean refused, Instant at) {
  /** What is watched. */
  public enum Rule {
    /** One intent was captured a second time, under another key. */
    SECOND_CAPTURE,
    /** A cancelled intent was captured. */
    CAPTURE_AFTER_CANCEL,
    /** Two intents with the same {@code charge_id} held or took money at the same time. */
    DUPLICATE_CHARGE,
    /** More was captured than authorized. */
    CAPTURED_MORE_THAN_AUTHORIZED
  }
}
