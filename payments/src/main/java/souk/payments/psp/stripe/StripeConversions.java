package souk.payments.psp.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.model.BalanceTransaction;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspConversion;
import souk.platform.money.Money;

/**
 * What a balance transaction was before Stripe converted it: its {@code exchange_rate} and the
 * amount of the object that caused it (https://docs.stripe.com/currencies/conversions).
 */
final class StripeConversions {
  private static final BigDecimal RATE_MIN = new BigDecimal("1e-12");
  private static final BigDecimal RATE_MAX = new BigDecimal("1e12");

  private StripeConversions() {}

  /**
   * Of a line of the statement, with its source shown whole; null where nothing was converted, or
   * the source does not say what it was.
   *
   * @throws IllegalArgumentException for a rate or an amount that is none
   */
  static @Nullable PspConversion of(JsonNode line, Money settled) {
    var rate = line.path("exchange_rate");
    var source = line.path("source");
    var currency = source.path("currency").asText("");
    var amount = source.path(source.has("amount_captured") ? "amount_captured" : "amount");
    if (rate.isMissingNode() || rate.isNull() || currency.isEmpty()) return null;
    if (!amount.isIntegralNumber() || !amount.canConvertToLong()) return null;
    var whole = StripeStatement.money(amount.asLong(), currency);
    if (whole.currency().equals(settled.currency())) return null;
    var type = line.path("type").asText("");
    var sign = sign(settled.minor(), type, line.path("reporting_category").asText(""));
    var presented = new Money(whole.minor() * sign, whole.currency());
    var conversion = new PspConversion(presented, rate(rate));
    if (!isInParts(source) || conversion.agreesWith(settled)) return conversion;
    var part = PspConversion.derived(settled, whole.currency(), conversion.rate());
    return new PspConversion(StripeStatement.bounded(part.presented()), part.rate());
  }

  /**
   * Which way it went: 1 for what came. A small amount may settle to nothing; the type of its line
   * says it then (https://docs.stripe.com/reports/balance-transaction-types).
   */
  private static int sign(long settled, String type, String category) {
    if (settled != 0) return Long.signum(settled);
    return switch (type) {
      case "refund", "payment_refund", "payment_failure_refund" -> -1;
      case "adjustment" -> category.equals("dispute_reversal") ? 1 : -1;
      default -> 1;
    };
  }

  /** As the other, of a movement of a dispute. */
  static int sign(BalanceTransaction moved) {
    var category = moved.getReportingCategory();
    return sign(moved.getAmount(), "adjustment", category == null ? "" : category);
  }

  /** Each part moves the balance, and the charge shows only what all of them took. */
  private static boolean isInParts(JsonNode source) {
    var card = source.path("payment_method_details").path("card");
    return card.path("multicapture").path("status").asText("").equals("available");
  }

  private static BigDecimal rate(JsonNode rate) {
    if (!rate.isNumber()) throw new IllegalArgumentException("no readable exchange_rate");
    return checked(rate.decimalValue());
  }

  private static BigDecimal checked(BigDecimal rate) {
    if (rate.compareTo(RATE_MIN) >= 0 && rate.compareTo(RATE_MAX) < 0) return rate;
    throw new IllegalArgumentException("no readable exchange_rate");
  }

  /**
   * What a movement of an object's balance was in that object's currency.
   *
   * @param whole of the object, positive
   * @throws IllegalArgumentException where the provider's amounts and its rate do not agree
   */
  static Money presented(BalanceTransaction moved, Money whole) {
    var settled = StripeAmounts.toMoney(moved.getAmount(), moved.getCurrency());
    Currency from = whole.currency();
    if (settled.currency().equals(from)) return settled;
    if (moved.getExchangeRate() == null && settled.minor() == 0) return Money.zero(from);
    if (moved.getExchangeRate() == null) throw disagreeing(moved);
    var presented = new Money(whole.minor() * sign(moved), from);
    var conversion = new PspConversion(presented, checked(moved.getExchangeRate()));
    if (!conversion.agreesWith(settled)) throw disagreeing(moved);
    return presented;
  }

  private static IllegalArgumentException disagreeing(BalanceTransaction moved) {
    return new IllegalArgumentException("no such conversion: " + moved.getId());
  }
}
