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
    var whole = StripeAmounts.toMoney(amount.asLong(), currency);
    if (whole.currency().equals(settled.currency())) return null;
    var presented = new Money(whole.minor() * Long.signum(settled.minor()), whole.currency());
    var conversion = new PspConversion(presented, rate(rate));
    return isInParts(source) && !conversion.agreesWith(settled)
        ? PspConversion.derived(settled, whole.currency(), conversion.rate())
        : conversion;
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
    if (rate.signum() > 0 && rate.compareTo(RATE_MAX) < 0) return rate;
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
    var presented = new Money(whole.minor() * Long.signum(settled.minor()), from);
    if (moved.getExchangeRate() == null) throw disagreeing(moved);
    var conversion = new PspConversion(presented, checked(moved.getExchangeRate()));
    if (!conversion.agreesWith(settled)) throw disagreeing(moved);
    return presented;
  }

  private static IllegalArgumentException disagreeing(BalanceTransaction moved) {
    return new IllegalArgumentException("no such conversion: " + moved.getId());
  }
}
