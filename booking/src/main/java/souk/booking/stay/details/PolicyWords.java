package souk.booking.stay.details;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.policy.Fee;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.policy.Tier;
import souk.platform.money.Money;

/** A policy as sentences, the earliest first. For some dates, its instants and amounts count. */
final class PolicyWords {
  /**
   * A day may have 23 or 25 hours; which comes first of some days and some hours is still clear.
   */
  private static final Comparator<Tier> EARLIEST_FIRST =
      Comparator.comparing((Tier tier) -> isFromBookingOn(tier) ? 0 : 1)
          .thenComparing(tier -> -24 * count(tier.daysBefore()) - count(tier.hoursBefore()))
          .thenComparing(tier -> tier.anchor() == Tier.Anchor.MIDNIGHT ? 0 : 1);

  private PolicyWords() {}

  static List<String> of(Policy policy, Currency currency) {
    var tiers = policy.tiers().stream().sorted(EARLIEST_FIRST).toList();
    if (tiers.isEmpty()) return List.of("Cancelling is free.");
    var words = new ArrayList<String>();
    var first = tiers.getFirst();
    if (!isFromBookingOn(first)) words.add("Cancelling is free until %s.".formatted(when(first)));
    tiers.forEach(tier -> words.add(sentence(tier, currency)));
    if (tiers.size() > 1) words.add("Waiting never makes it cheaper.");
    return words;
  }

  private static String sentence(Tier tier, Currency currency) {
    var from = isFromBookingOn(tier) ? "the booking" : when(tier);
    return "From %s on cancelling costs %s.".formatted(from, fee(tier.fee(), currency));
  }

  private static String when(Tier tier) {
    var time =
        switch (tier.anchor()) {
          case CHECK_IN -> "check-in";
          case MIDNIGHT -> "the beginning of the day of arrival";
        };
    var before = new ArrayList<String>();
    if (count(tier.hoursBefore()) > 0) before.add(many(count(tier.hoursBefore()), "hour"));
    if (count(tier.daysBefore()) > 0) before.add(many(count(tier.daysBefore()), "day"));
    return before.isEmpty() ? time : String.join(" and ", before) + " before " + time;
  }

  private static String fee(Fee fee, Currency currency) {
    if (fee.kind() != Fee.Kind.FULL && fee.value() == 0) return "nothing";
    return switch (fee.kind()) {
      case PERCENT -> percent(fee.value()) + " % of the price";
      case NIGHTS ->
          fee.value() == 1
              ? "the price of the first night"
              : "the price of the first %d nights".formatted(fee.value());
      case FIXED -> new Money(fee.value(), currency).toString();
      case FULL -> "the whole price";
    };
  }

  private static String percent(long basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
  }

  private static String many(int count, String of) {
    return count + " " + of + (count == 1 ? "" : "s");
  }

  private static boolean isFromBookingOn(Tier tier) {
    return tier.daysBefore() == null && tier.hoursBefore() == null;
  }

  private static int count(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
