package souk.booking.stay.policy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A policy as instants and amounts, for one stay. By time, and never falling: whoever waits does
 * not pay less. Days are counted on the hotel's calendar, hours are exact.
 */
public final class FeeSteps {
  private FeeSteps() {}

  /**
   * The steps of a room.
   *
   * @param checkIn when the guest may come, on the hotel's clock
   * @param nights what each costs with tax, from the first on
   */
  public static List<FeeStep> of(Policy policy, ZonedDateTime checkIn, List<Money> nights) {
    var steps =
        policy.tiers().stream()
            .map(tier -> new FeeStep(from(tier, checkIn), fee(tier.fee(), nights)))
            .sorted(Comparator.comparing(FeeStep::start))
            .toList();
    return rising(steps);
  }

  /** The steps of several rooms together. */
  public static List<FeeStep> sum(Collection<List<FeeStep>> rooms) {
    var starts = rooms.stream().flatMap(List::stream).map(FeeStep::start).sorted().distinct();
    return rising(
        starts
            .map(start ->
                new FeeStep(
                    start.equals(Instant.MIN) ? null : start,
                    rooms.stream().mapToLong(room -> at(room, start)).reduce(0, Math::addExact)))
            .toList());
  }

  /** What cancelling costs at an instant, in minor units. */
  public static long at(List<FeeStep> steps, Instant now) {
    long fee = 0;
    for (var step : steps) if (!step.start().isAfter(now)) fee = step.feeMinor();
    return fee;
  }

  private static @Nullable Instant from(Tier tier, ZonedDateTime checkIn) {
    if (tier.isFromBookingOn()) return null;
    var anchor =
        switch (tier.anchor()) {
          case CHECK_IN -> checkIn.toLocalTime();
          case MIDNIGHT -> LocalTime.MIDNIGHT;
        };
    var days = tier.daysBefore() == null ? 0 : tier.daysBefore();
    var hours = tier.hoursBefore() == null ? 0 : tier.hoursBefore();
    var day = checkIn.toLocalDate().minusDays(days).atTime(anchor).atZone(checkIn.getZone());
    return day.toInstant().minusSeconds(hours * 3600L);
  }

  private static long fee(Fee fee, List<Money> nights) {
    var total = nights.stream().reduce(Money::plus).orElseThrow();
    return switch (fee.kind()) {
      case PERCENT -> total.times(fee.value(), 10_000).minor();
      case NIGHTS -> nights.stream().limit(fee.value()).mapToLong(Money::minor).sum();
      case FIXED -> Math.min(fee.value(), total.minor());
      case FULL -> total.minor();
    };
  }

  /** Leaves out what changes nothing. */
  private static List<FeeStep> rising(List<FeeStep> sorted) {
    var rising = new ArrayList<FeeStep>();
    for (var step : sorted) {
      var before = rising.isEmpty() ? 0 : rising.getLast().feeMinor();
      if (step.feeMinor() <= before) continue;
      if (!rising.isEmpty() && rising.getLast().start().equals(step.start())) rising.removeLast();
      rising.add(step);
    }
    return List.copyOf(rising);
  }
}
