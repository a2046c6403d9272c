package souk.embedded.stripe.money;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a balance; a balance is the sum of them.
 *
 * @param owner whose balance: a connected account's id or {@link Recorded#PLATFORM}
 * @param amount what came (positive) or went, before the fee, in the smallest unit
 * @param source the object that moved it
 * @param availableOn from when on it can be paid out
 * @param exchangeRate at which it was converted into this currency; null where it was not
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
    Instant availableOn,
    @Nullable BigDecimal exchangeRate) {

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
    return new BalanceTransaction(
        id, owner, type, amount, 0, currency, source, null, now, now, null);
  }

  /** The same under another id: an object's second and third movement. */
  public BalanceTransaction named(String newId) {
    return of(newId, amount, fee, currency, description, availableOn, exchangeRate);
  }

  /** The same, with a fee that is taken off it. */
  public BalanceTransaction fee(long newFee) {
    return of(id, amount, newFee, currency, description, availableOn, exchangeRate);
  }

  /** The same, saying what it is about. */
  public BalanceTransaction about(@Nullable String text) {
    return of(id, amount, fee, currency, text, availableOn, exchangeRate);
  }

  /** The same, which can be paid out from then on. */
  public BalanceTransaction availableOn(Instant from) {
    return of(id, amount, fee, currency, description, from, exchangeRate);
  }

  /** The same, settled in another currency. */
  public BalanceTransaction settled(long newAmount, String newCurrency, BigDecimal rate) {
    return of(id, newAmount, fee, newCurrency, description, availableOn, rate);
  }

  private BalanceTransaction of(
      String newId,
      long newAmount,
      long newFee,
      String newCurrency,
      @Nullable String text,
      Instant from,
      @Nullable BigDecimal rate) {
    return new BalanceTransaction(
        newId, owner, type, newAmount, newFee, newCurrency, source, text, createdAt, from, rate);
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
