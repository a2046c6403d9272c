package souk.embedded.stripe.api;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** Which amounts Stripe accepts. */
final class Amounts {
  private static final long LARGEST = 99_999_999;

  /** The smallest charges in Stripe's smallest unit; the twin asks for 1 of any other currency. */
  private static final Map<String, Long> SMALLEST =
      Map.ofEntries(
          Map.entry("aed", 200L),
          Map.entry("aud", 50L),
          Map.entry("cad", 50L),
          Map.entry("chf", 50L),
          Map.entry("czk", 1500L),
          Map.entry("dkk", 250L),
          Map.entry("eur", 50L),
          Map.entry("gbp", 30L),
          Map.entry("huf", 17500L),
          Map.entry("jpy", 50L),
          Map.entry("nok", 300L),
          Map.entry("pln", 200L),
          Map.entry("sek", 300L),
          Map.entry("sgd", 50L),
          Map.entry("usd", 50L));

  /**
   * Charges are whole multiples of these: crowns and shillings, and thousandths that end with 0.
   */
  private static final Map<String, Long> STEPS =
      Map.of("isk", 100L, "ugx", 100L, "bhd", 10L, "jod", 10L, "kwd", 10L, "omr", 10L, "tnd", 10L);

  /** What banks are sent of these has no decimals, though what is charged has. */
  private static final Map<String, Long> PAYOUT_STEPS = Map.of("huf", 100L, "twd", 100L);

  private Amounts() {}

  static String currency(FormParams params) {
    var currency = params.required("currency").toLowerCase(Locale.ROOT);
    try {
      var _ = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
      return currency;
    } catch (IllegalArgumentException unknown) {
      throw ApiRefusal.invalid("Invalid currency: " + currency, "currency");
    }
  }

  /** Any amount but nothing: transfers, payouts and what comes back have no smallest amount. */
  static long positive(FormParams params) {
    params.required("amount");
    return positive(params, 0);
  }

  /** The same, or {@code otherwise} where none is named. */
  static long positive(FormParams params, long otherwise) {
    var named = params.integer("amount");
    if (named.isEmpty()) return otherwise;
    if (named.getAsLong() < 1) throw ApiRefusal.tooSmall("amount", 1);
    return named.getAsLong();
  }

  /** What a bank is sent. */
  static long payout(FormParams params, String currency) {
    var amount = whole(positive(params), currency, STEPS);
    return whole(amount, currency, PAYOUT_STEPS);
  }

  private static long whole(long amount, String currency, Map<String, Long> steps) {
    var step = steps.getOrDefault(currency, 1L);
    if (amount % step == 0) return amount;
    var message = "Invalid amount. Amounts in %s must be evenly divisible by %d.";
    throw ApiRefusal.invalid(message.formatted(currency, step), "amount");
  }

  static long amount(FormParams params, String currency) {
    params.required("amount");
    var amount = params.integer("amount").orElseThrow();
    if (amount < 0) throw ApiRefusal.tooSmall("amount", 1);
    var least = SMALLEST.getOrDefault(currency, 1L);
    if (amount < least) {
      var message = "Amount must be at least %d %s in the smallest unit.";
      throw ApiRefusal.of("amount_too_small", message.formatted(least, currency), "amount");
    }
    if (amount > LARGEST) {
      var message = "Amount must be no more than %d %s in the smallest unit.";
      throw ApiRefusal.of("amount_too_large", message.formatted(LARGEST, currency), "amount");
    }
    return whole(amount, currency, STEPS);
  }
}
