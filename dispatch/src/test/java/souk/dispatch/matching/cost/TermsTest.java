package souk.dispatch.matching.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Every term is bounded and never moves against its fact. */
class TermsTest {
  private static final Duration SEARCH = Duration.ofMinutes(2);

  @Property
  void whoIsLaterAtThePickupCostsMore(
      @ForAll @LongRange(min = 0, max = 1_200_000) long millis,
      @ForAll @LongRange(min = 1, max = 1_200_000) long more) {
    assertThat(Terms.eta(Duration.ofMillis(millis)))
        .isNotNegative()
        .isLessThan(Terms.eta(Duration.ofMillis(millis + more)));
  }

  @Property
  void whoIsRatedLowerCostsMoreAndANewDriverIsNeutral(
      @ForAll @DoubleRange(min = -0.2, max = 3.8) double starsBelow,
      @ForAll @DoubleRange(min = 0.01, max = 1) double more) {
    var cost = Terms.rating(starsBelow);

    assertThat(cost).isBetween(-1.0, 1.0).isLessThanOrEqualTo(Terms.rating(starsBelow + more));
    assertThat(Math.signum(cost)).isEqualTo(Math.signum(starsBelow));
  }

  @Property
  void whoRefusesMoreOfAsManyOffersCostsMore(
      @ForAll @IntRange(min = 1, max = 20) int answered, @ForAll @IntRange(max = 19) int some) {
    var refused = some % answered;

    assertThat(Terms.acceptance(refused, answered))
        .isBetween(0.0, 1.0)
        .isLessThan(Terms.acceptance(refused + 1, answered));
    assertThat(Terms.acceptance(refused, answered + 1))
        .as("one more offer, taken, never makes him dearer")
        .isLessThanOrEqualTo(Terms.acceptance(refused, answered));
  }

  @Property
  void whoHadMoreWorkCostsMore(
      @ForAll @LongRange(min = 0, max = 20) long trips,
      @ForAll @LongRange(min = 0, max = 1_000_000) long earned,
      @ForAll @DoubleRange(min = 0.01, max = 20) double meanTrips,
      @ForAll @DoubleRange(min = 1, max = 1_000_000) double meanEarned) {
    var mean = new Work.Mean(meanTrips, meanEarned);
    var cost = Terms.fairness(new Work(trips, earned), mean);

    assertThat(cost).isBetween(0.0, 1.0);
    assertThat(cost).isLessThan(Terms.fairness(new Work(trips + 1, earned), mean));
    assertThat(cost).isLessThan(Terms.fairness(new Work(trips, earned + 100), mean));
  }

  @Property
  void whoHasBeenFreeForLongerCostsLess(
      @ForAll @LongRange(min = -60, max = 10_000) long seconds,
      @ForAll @LongRange(min = 0, max = 10_000) long more) {
    var cost = Terms.idle(Duration.ofSeconds(seconds));

    assertThat(cost).isBetween(-1.0, 0.0);
    assertThat(Terms.idle(Duration.ofSeconds(seconds + more))).isLessThanOrEqualTo(cost);
  }

  @Property
  void aTripThatIsLookedForLongerCostsLess(
      @ForAll @LongRange(min = -60, max = 1_000) long seconds,
      @ForAll @LongRange(min = 0, max = 1_000) long more) {
    var cost = Terms.waiting(Duration.ofSeconds(seconds), SEARCH);

    assertThat(cost).isBetween(-1.0, 0.0);
    assertThat(Terms.waiting(Duration.ofSeconds(seconds + more), SEARCH)).isLessThanOrEqualTo(cost);
  }

  @Test
  void theTermsHaveTheirMeasures() {
    assertThat(Terms.eta(Duration.ofMillis(90_500))).isEqualTo(90.5);
    assertThat(Terms.rating(0)).as("a newcomer").isZero();
    assertThat(Terms.rating(1)).as("a star below").isEqualTo(0.25);
    assertThat(Terms.rating(-0.2)).as("the best there is").isEqualTo(-0.05);
    assertThat(Terms.acceptance(0, 0)).as("a newcomer").isZero();
    assertThat(Terms.acceptance(1, 1)).isEqualTo(1 / 6.0);
    assertThat(Terms.acceptance(20, 20)).isEqualTo(0.8);
    assertThat(Terms.fairness(Work.NONE, new Work.Mean(0, 0))).isZero();
    assertThat(Terms.fairness(new Work(2, 3_000), new Work.Mean(2, 3_000))).isEqualTo(0.5);
    assertThat(Terms.idle(Duration.ofMinutes(3))).isEqualTo(-0.2);
    assertThat(Terms.idle(Duration.ofHours(9))).isEqualTo(-1);
    assertThat(Terms.waiting(Duration.ofSeconds(60), SEARCH)).isEqualTo(-0.5);
    assertThat(Terms.givenBack(true)).isEqualTo(-1);
    assertThat(Terms.givenBack(false)).isZero();
  }

  @Test
  void aGivenBackTripIsWorthMoreThanAllOtherTermsTogether() {
    var weights = Weights.STANDARD;
    var longestDrive = Duration.ofMinutes(20);

    var widest =
        weights.eta() * Terms.eta(longestDrive)
            + weights.rating()
            + weights.acceptance()
            + weights.fairness()
            + weights.idle()
            + weights.waiting();

    assertThat(weights.givenBack()).isGreaterThan(widest);
    assertThat(weights.waiting()).isGreaterThanOrEqualTo(weights.eta() * Terms.eta(longestDrive));
  }
}
