package souk.embedded.stripe.money;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a balance; a balance is the sum of them.
 *
 * @param owner whose balance: a connected account's id or {@link Recorded#PLATFORM}
 * @param amount what came (positive) or went, before the fee, in the smallest unit
 * @param source the object that moved it
 * @param availableOn from when on it can be paid out
 */
public record BalanceTransaction(
    String id,
    String owner,
    Type type,
    long amount,
    long fee,
    String currency,
    String source,
    @Nullable String description,
    Instant createdAt,
    Instant availableOn) {

  /** Why a balance moved. */
  public enum Type {
    CHARGE("charge", "charge"),
    PAYMENT("payment", "charge"),
    REFUND("refund", "refund"),
    REFUND_FAILURE("refund_failure", "refund_failure"),
    PAYMENT_REFUND("payment_refund", "refund"),
    TRANSFER("transfer", "transfer"),
    TRANSFER_REVERSAL("transfer_refund", "transfer_reversal"),
    PAYOUT("payout", "payout"),
    PAYOUT_CANCEL("payout_cancel", "payout_reversal"),
    PAYOUT_FAILURE("payout_failure", "payout_reversal"),
    DISPUTE("adjustment", "dispute"),
    DISPUTE_REVERSAL("adjustment", "dispute_reversal");

    private final String wireName;
    private final String reportingCategory;

    Type(String wireName, String reportingCategory) {
      this.wireName = wireName;
      this.reportingCategory = reportingCategory;
    }

    /** Stripe's {@code type}. */
    public String wireName() {
      return wireName;
    }

    /** Stripe's {@code reporting_category}. */
    public String reportingCategory() {
      return reportingCategory;
    }
  }

  /** A movement without a fee that counts at once. */
  public static BalanceTransaction of(
      Type type, String owner, long amount, String currency, String source, Instant now) {
    var id = idOf(source, "");
    return new BalanceTransaction(id, owner, type, amount, 0, currency, source, null, now, now);
  }

  /** The same under another id: an object's second and third movement. */
  public BalanceTransaction named(String newId) {
    return new BalanceTransaction(
        newId, owner, type, amount, fee, currency, source, description, createdAt, availableOn);
  }

  /** The same, with a fee that is taken off it. */
  public BalanceTransaction fee(long newFee) {
    return new BalanceTransaction(
        id, owner, type, amount, newFee, currency, source, description, createdAt, availableOn);
  }

  /** The same, saying what it is about. */
  public BalanceTransaction about(@Nullable String text) {
    return new BalanceTransaction(
        id, owner, type, amount, fee, currency, source, text, createdAt, availableOn);
  }

  /** The same, which can be paid out from then on. */
  public BalanceTransaction availableOn(Instant from) {
    return new BalanceTransaction(
        id, owner, type, amount, fee, currency, source, description, createdAt, from);
  }

  /** What the balance moved by. */
  public long net() {
    return amount - fee;
  }

  /** As at Stripe, an object and its movement share the random part of their ids. */
  public static String idOf(String source, String suffix) {
    return "txn_" + source.substring(source.indexOf('_') + 1) + suffix;
  }
}
