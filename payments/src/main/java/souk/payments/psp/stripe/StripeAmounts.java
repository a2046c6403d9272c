package souk.payments.psp.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import souk.platform.money.Money;

/**
 * Stripe's smallest units are not always ISO's. Where the two differ, or Stripe demands a rounded
 * amount, the currency is refused rather than mischarged by a factor.
 */
final class StripeAmounts {
  private static final Set<String> WITHOUT_DECIMALS =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "VND", "VUV", "XAF", "XOF",
          "XPF");

  /** Two decimals by ISO, none or rounded ones at Stripe. */
  private static final Set<String> SPECIAL = Set.of("MGA", "ISK", "UGX", "HUF", "TWD");

  private StripeAmounts() {}

  static boolean chargeable(Currency currency) {
    var code = currency.getCurrencyCode();
    if (SPECIAL.contains(code)) return false;
    return currency.getDefaultFractionDigits() == (WITHOUT_DECIMALS.contains(code) ? 0 : 2);
  }

  static long toStripe(Money money) {
    if (!chargeable(money.currency())) {
      throw new IllegalArgumentException("cannot be charged: " + money.currency());
    }
    return money.minor();
  }

  static Money toMoney(long amount, String currency) {
    return Money.of(amount, currency.toUpperCase(Locale.ROOT));
  }
}
