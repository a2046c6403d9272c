package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * One movement of our balance as the provider's statement shows it.
 *
 * @param id the provider's of the movement
 * @param type the provider's own word for why it moved
 * @param reference the provider's id of what moved it, as our records know it: of the payment, not
 *     of the attempt; of the transfer, also when it came back. Where nothing did, the movement's
 *     own
 * @param amount what came (positive) or went, before the fee
 * @param fee what the provider took for it
 * @param availableAt from when on it can be paid out
 * @param conversion what it was in the currency it was charged in; null where it is settled in that
 * @param payment the provider's id of the payment whose money it was, also where that went back or
 *     was taken; null where the provider does not say, or no payment moved
 */
public record PspMovement(
    String id,
    Kind kind,
    String type,
    String reference,
    Money amount,
    Money fee,
    Instant createdAt,
    Instant availableAt,
    @Nullable PspConversion conversion,
    @Nullable String payment) {
  /** One that is settled in the currency it was charged in. */
  public PspMovement(
      String id,
      Kind kind,
      String type,
      String reference,
      Money amount,
      Money fee,
      Instant createdAt,
      Instant availableAt) {
    this(id, kind, type, reference, amount, fee, createdAt, availableAt, null, null);
  }

  /** What moved the balance. */
  public enum Kind {
    /** Captured from a card. */
    PAYMENT,
    /** Gone back to a card, or come back from there. */
    REFUND,
    /** Taken by an issuer for a dispute, or given back. */
    DISPUTE,
    /** Moved to a payee's account, or taken back from there. */
    TRANSFER,
    /** To our own bank account, or from there. */
    OWN_PAYOUT,
    /** Taken by the provider for what is no movement of its own. */
    FEE,
    /** Something that this program does not know: no conclusion may rest on it. */
    UNKNOWN
  }
}
