package souk.embedded.stripe.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * With how many decimals Stripe writes an amount, which is not always what ISO says: crowns of
 * Iceland and shillings of Uganda have two, ariary none
 * (https://docs.stripe.com/currencies#zero-decimal).
 */
final class Decimals {
  private static final Set<String> NONE =
      Set.of(
          "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf",
          "xof", "xpf");
  private static final Set<String> THREE = Set.of("bhd", "jod", "kwd", "omr", "tnd");

  private Decimals() {}

  /** Of amounts in that currency, in lower case. */
  static int of(String currency) {
    if (NONE.contains(currency)) return 0;
    return THREE.contains(currency) ? 3 : 2;
  }

  /**
   * Refuses what is no currency that people pay in.
   *
   * @throws IllegalArgumentException naming it
   */
  static void requireCurrency(String code) {
    // the JDK knows gold and drawing rights too, which have no decimals at all
    if (isKnown(code) && Currency.getInstance(upper(code)).getDefaultFractionDigits() >= 0) return;
    throw new IllegalArgumentException("no currency: " + code);
  }

  private static boolean isKnown(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(one -> one.getCurrencyCode().equals(upper(code)));
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }
}
