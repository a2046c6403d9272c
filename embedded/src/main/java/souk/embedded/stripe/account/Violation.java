package souk.embedded.stripe.account;

import java.time.Instant;

/**
 * Something a correct caller never does to a card, a payee or its own balance.
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
    CAPTURED_MORE_THAN_AUTHORIZED,
    /** Two transfers with the same {@code transfer_id}, the first of which did not come back. */
    DUPLICATE_TRANSFER,
    /** Two payouts with the same {@code payout_id}, the first of which had not failed. */
    DUPLICATE_PAYOUT,
    /** Two refunds with the same {@code refund_id}, the first of which had not failed. */
    DUPLICATE_REFUND,
    /** More was asked back than had been captured and not yet been given back. */
    REFUNDED_MORE_THAN_CAPTURED
  }
}
