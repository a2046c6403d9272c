package souk.booking.stay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.platform.money.Money;

class FeeStepsTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");
  private static final List<Money> NIGHTS = nights(1_000, 2_000, 3_003);

  @Test
  void beforeTheFirstTierItIsFreeAndFromItOnItIsNot() {
    var checkIn = ZonedDateTime.of(2027, 6, 10, 15, 0, 0, 0, MONACO);
    var steps =
        steps(checkIn, tier(2, null, Fee.Kind.NIGHTS, 2), tier(null, null, Fee.Kind.FIXED, 500));

    var due = Instant.parse("2027-06-08T13:00:00Z");
    assertThat(steps).containsExactly(new FeeStep(null, 500), new FeeStep(due, 3_000));
    assertThat(FeeSteps.at(steps, due.minusNanos(1))).isEqualTo(500);
    assertThat(FeeSteps.at(steps, due)).isEqualTo(3_000);
  }

  @Test
  void aDayMayHave23HoursAndAnHourHasSixtyMinutes() {
    // clocks go forward in the night to the 28th
    var checkIn = ZonedDateTime.of(2027, 3, 28, 15, 0, 0, 0, MONACO);
    var byDays = steps(checkIn, tier(1, null, Fee.Kind.FULL, 0));
    var byHours = steps(checkIn, tier(null, 24, Fee.Kind.FULL, 0));
    assertThat(byDays.getFirst().from()).isEqualTo("2027-03-27T14:00:00Z");
    assertThat(byHours.getFirst().from()).isEqualTo("2027-03-27T13:00:00Z");
    // and back in the night to the 31st
    var autumn = ZonedDateTime.of(2027, 10, 31, 15, 0, 0, 0, MONACO);
    assertThat(steps(autumn, tier(1, null, Fee.Kind.FULL, 0)).getFirst().from())
        .isEqualTo("2027-10-30T13:00:00Z");
    assertThat(steps(autumn, tier(null, 24, Fee.Kind.FULL, 0)).getFirst().from())
        .isEqualTo("2027-10-30T14:00:00Z");
  }

  @Test
  void midnightIsThatOfTheDayOfArrival() {
    var checkIn = ZonedDateTime.of(2027, 6, 10, 15, 0, 0, 0, MONACO);
    var tier = new Tier(0, 6, Tier.Anchor.MIDNIGHT, new Fee(Fee.Kind.PERCENT, 5_000));
    assertThat(FeeSteps.of(new Policy(List.of(tier)), checkIn, NIGHTS))
        // half of 6003, rounded half up
        .containsExactly(new FeeStep(Instant.parse("2027-06-09T16:00:00Z"), 3_002));
  }

  @Test
  void theRefundabilityFollowsFromTheTiers() {
    assertThat(new Policy(List.of()).refundability()).isEqualTo(Policy.Refundability.REFUNDABLE);
    assertThat(policy(tier(2, null, Fee.Kind.FULL, 0)).refundability())
        .isEqualTo(Policy.Refundability.REFUNDABLE);
    assertThat(policy(tier(null, null, Fee.Kind.NIGHTS, 1)).refundability())
        .isEqualTo(Policy.Refundability.PARTIALLY_REFUNDABLE);
    assertThat(policy(tier(null, null, Fee.Kind.PERCENT, 10_000)).refundability())
        .isEqualTo(Policy.Refundability.NON_REFUNDABLE);
  }

  @Property
  void aFeeNeverFallsAsTimePassesAndIsNeverMoreThanTheStay(
      @ForAll("policies") Policy one, @ForAll("policies") Policy other) {
    var checkIn = ZonedDateTime.of(2027, 3, 28, 2, 30, 0, 0, MONACO);
    var total = NIGHTS.stream().mapToLong(Money::minor).sum();
    var first = FeeSteps.of(one, checkIn, NIGHTS);
    var second = FeeSteps.of(other, checkIn, NIGHTS);
    var both = FeeSteps.sum(List.of(first, second));

    for (var steps : List.of(first, second, both)) {
      assertThat(steps).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
      assertThat(steps).extracting(FeeStep::feeMinor).isSorted().doesNotHaveDuplicates();
    }
    assertThat(FeeSteps.at(both, Instant.MAX)).isBetween(0L, 2 * total);
    for (var step : both) {
      assertThat(step.feeMinor())
          .isEqualTo(FeeSteps.at(first, step.start()) + FeeSteps.at(second, step.start()));
    }
  }

  @Provide
  Arbitrary<Policy> policies() {
    var fees =
        Arbitraries.of(Fee.Kind.class)
            .flatMap(kind ->
                Arbitraries.longs()
                    .between(0, kind == Fee.Kind.FULL ? 0 : 365)
                    .map(value -> new Fee(kind, value)));
    var tiers =
        Combinators.combine(
                Arbitraries.integers().between(0, 5).injectNull(0.3),
                Arbitraries.integers().between(0, 60).injectNull(0.3),
                Arbitraries.of(Tier.Anchor.class),
                fees)
            .as(Tier::new);
    return tiers.list().ofMaxSize(8).map(Policy::new);
  }

  private static List<FeeStep> steps(ZonedDateTime checkIn, Tier... tiers) {
    return FeeSteps.of(policy(tiers), checkIn, NIGHTS);
  }

  private static Policy policy(Tier... tiers) {
    return new Policy(List.of(tiers));
  }

  private static Tier tier(
      @Nullable Integer days, @Nullable Integer hours, Fee.Kind kind, long value) {
    return new Tier(days, hours, Tier.Anchor.CHECK_IN, new Fee(kind, value));
  }

  private static List<Money> nights(long... minors) {
    return Arrays.stream(minors).mapToObj(minor -> Money.of(minor, "EUR")).toList();
  }
}
