package souk.payments.psp.stripe;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import souk.platform.money.Money;

/**
 * Amounts as Stripe writes them. Its smallest units are not always ISO's, and of some currencies it
 * takes whole multiples of them only (https://docs.stripe.com/currencies#special-cases), so both
 * tables are kept apart: ISO's is the JDK's, this one is Stripe's. An amount that Stripe cannot
 * write is refused, never rounded.
 */
final class StripeAmounts {
  /**
   * A currency at Stripe.
   *
   * @param decimals of its amounts
   * @param step what is charged is a whole multiple of it, in Stripe's smallest unit
   * @param payoutStep the same of what is sent to banks
   */
  private record Form(int decimals, long step, long payoutStep) {}

  /**
   * Those of its list that it writes with two decimals, as ISO does. What is not in it is refused:
   * ISO's codes live longer than their currencies, and what Stripe takes up later is added here.
   */
  private static final String PLAIN =
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF
      CNY COP CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG IDR
      ILS INR JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN
      MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD
      SHP SLE SOS SRD SZL THB TJS TOP TRY TTD TZS UAH USD UYU UZS WST XCD XCG YER ZAR ZMW\
      """;

  private static final Map<String, Form> FORMS =
      Stream.of(
              forms(new Form(2, 1, 1), PLAIN),
              forms(
                  new Form(0, 1, 1), "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"),
              // whole crowns and shillings, still written with two decimals
              forms(new Form(2, 100, 100), "ISK UGX"),
              forms(new Form(2, 1, 100), "HUF TWD"),
              forms(new Form(3, 10, 10), "BHD JOD KWD OMR TND"))
          .flatMap(forms -> forms.entrySet().stream())
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private StripeAmounts() {}

  private static Map<String, Form> forms(Form form, String currencies) {
    return Stream.of(currencies.split("\\s+")).collect(toUnmodifiableMap(code -> code, _ -> form));
  }

  /** Empty for a currency that Stripe is not known to take. */
  private static Optional<Form> form(Currency currency) {
    return Optional.ofNullable(FORMS.get(currency.getCurrencyCode()));
  }

  private static int digits(Currency currency) {
    return currency.getDefaultFractionDigits();
  }

  /** Charges are whole multiples of so many minor units by ISO; 0 when there can be none. */
  static long unit(Currency currency) {
    return form(currency).map(form -> minor(currency, form, form.step())).orElse(0L);
  }

  /** As {@link #unit}, of what is sent to banks. */
  static long payoutUnit(Currency currency) {
    return form(currency).map(form -> minor(currency, form, form.payoutStep())).orElse(0L);
  }

  /** A step of Stripe's, in minor units by ISO; less than one of them is one. */
  private static long minor(Currency currency, Form form, long step) {
    return BigDecimal.valueOf(step)
        .scaleByPowerOfTen(digits(currency) - form.decimals())
        .max(BigDecimal.ONE)
        .longValueExact();
  }

  /** Whether Stripe can charge exactly this, or give it back. */
  static boolean isChargeable(Money amount) {
    return isWhole(amount, unit(amount.currency()));
  }

  /** Whether Stripe can send exactly this to a bank. */
  static boolean isPayable(Money amount) {
    return isWhole(amount, payoutUnit(amount.currency()));
  }

  private static boolean isWhole(Money amount, long unit) {
    return unit > 0 && amount.minor() % unit == 0;
  }

  /**
   * @throws IllegalArgumentException for what Stripe cannot write
   */
  static long toStripe(Money amount) {
    if (!isChargeable(amount)) throw new IllegalArgumentException("Stripe has no " + amount);
    return shifted(amount.minor(), known(amount.currency()).decimals() - digits(amount.currency()));
  }

  /**
   * @throws IllegalArgumentException for a currency that Stripe is not known to write, or part of a
   *     minor unit
   */
  static Money toMoney(long amount, String currency) {
    var ours = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
    return new Money(shifted(amount, digits(ours) - known(ours).decimals()), ours);
  }

  private static Form known(Currency currency) {
    return form(currency)
        .orElseThrow(() -> new IllegalArgumentException("not at Stripe: " + currency));
  }

  private static long shifted(long amount, int decimals) {
    try {
      return BigDecimal.valueOf(amount).scaleByPowerOfTen(decimals).longValueExact();
    } catch (ArithmeticException inexact) {
      throw new IllegalArgumentException(amount + " is no whole number of units", inexact);
    }
  }
}
