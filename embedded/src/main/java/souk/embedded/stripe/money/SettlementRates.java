package souk.embedded.stripe.money;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which currencies the account does not settle, and what is made of them. At Stripe what comes
 * in a currency without a bank account is converted into that of another when it moves the balance,
 * at the rate of that moment: a refund or a dispute at its own.
 *
 * @param plans by currency in lower case; what is not in it settles as it is
 */
public record SettlementRates(Map<String, Plan> plans) {
  /** Everything settles as it is. */
  public static final SettlementRates NONE = new SettlementRates(Map.of());

  private static final Pattern WORD =
      Pattern.compile(
          "([a-z]{3})(?:@(\\d{4}-\\d\\d-\\d\\d))?=([a-z]{3}):(\\d{1,9}(?:\\.\\d{1,12})?)");

  /**
   * What one currency becomes.
   *
   * @param into another currency, in lower case
   * @param rates by the day from which they hold: so many units of {@code into} for one
   */
  public record Plan(String into, Map<LocalDate, BigDecimal> rates) {
    public Plan {
      rates = Map.copyOf(rates);
    }

    BigDecimal rate(LocalDate day) {
      var sorted = new TreeMap<>(rates);
      var known = sorted.floorEntry(day);
      return known == null ? sorted.firstEntry().getValue() : known.getValue();
    }
  }

  public SettlementRates {
    plans = Map.copyOf(plans);
  }

  /**
   * Reads {@code chf=eur:0.9431,chf@2026-11-24=eur:0.9502}: francs are settled in euros, from that
   * day on at another rate.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  public static SettlementRates parse(String words) {
    var plans = new TreeMap<String, Plan>();
    Arrays.stream(words.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word -> read(word, plans));
    return new SettlementRates(plans);
  }

  private static void read(String word, Map<String, Plan> plans) {
    var match = WORD.matcher(word);
    if (!match.matches()) throw new IllegalArgumentException("no settlement rate: " + word);
    var rate = new BigDecimal(match.group(4));
    if (rate.signum() == 0 || match.group(1).equals(match.group(3))) {
      throw new IllegalArgumentException("no settlement rate: " + word);
    }
    Decimals.requireCurrency(match.group(1));
    Decimals.requireCurrency(match.group(3));
    plans.merge(
        match.group(1),
        new Plan(match.group(3), Map.of(from(match.group(2)), rate)),
        (known, more) -> merged(word, known, more));
  }

  private static LocalDate from(@Nullable String day) {
    try {
      return day == null ? LocalDate.MIN : LocalDate.parse(day);
    } catch (DateTimeException noDay) {
      throw new IllegalArgumentException("no day: " + day, noDay);
    }
  }

  private static Plan merged(String word, Plan known, Plan more) {
    if (!known.into().equals(more.into())) {
      throw new IllegalArgumentException("settled in two currencies: " + word);
    }
    var rates = new TreeMap<>(known.rates());
    rates.putAll(more.rates());
    return new Plan(known.into(), rates);
  }

  /** The movement as the balance sees it. */
  public BalanceTransaction settled(BalanceTransaction moved) {
    var plan = plans.get(moved.currency());
    if (plan == null) return moved;
    var rate = plan.rate(day(moved.createdAt()));
    var shift = Decimals.of(plan.into()) - Decimals.of(moved.currency());
    var amount =
        BigDecimal.valueOf(moved.amount())
            .multiply(rate)
            .scaleByPowerOfTen(shift)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    return moved.settled(amount, plan.into(), rate);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** As {@link #parse} reads it. */
  public String words() {
    return new TreeMap<>(plans)
        .entrySet().stream()
            .flatMap(plan ->
                new TreeMap<>(plan.getValue().rates())
                    .entrySet().stream().map(rate -> word(plan.getKey(), plan.getValue(), rate)))
            .collect(joining(","));
  }

  private static String word(String from, Plan plan, Map.Entry<LocalDate, BigDecimal> rate) {
    var day = rate.getKey().equals(LocalDate.MIN) ? "" : "@" + rate.getKey();
    return "%s%s=%s:%s".formatted(from, day, plan.into(), rate.getValue().toPlainString());
  }
}
