package souk.dispatch.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReputationTest {
  private static final int FULL = 5;

  private static final RatingConfiguration DEFAULTS =
      new RatingConfiguration() {
        @Override
        public Duration getWindow() {
          return Duration.ofDays(7);
        }

        @Override
        public int getTripsToCountFully() {
          return FULL;
        }

        @Override
        public int getPriorHundredths() {
          return 480;
        }

        @Override
        public int getPriorRatings() {
          return 10;
        }

        @Override
        public int getLowStars() {
          return 2;
        }

        @Override
        public List<String> getSafetyWords() {
          return List.of();
        }
      };

  @Test
  void nobodyHasSaidAnythingYet() {
    assertThat(of(0, 0)).isEqualByComparingTo("4.80");
  }

  @Test
  void oneBadRatingDoesNotRuinAnybody() {
    assertThat(of(FULL, 1)).isEqualByComparingTo("4.45");
  }

  @Test
  void fiveNewAccountsMoveADriverWithAHundredRatingsByLessThanATwentieth() {
    var before = of(100 * FULL, 5);
    var after = Reputation.of(DEFAULTS, 105, 100 * FULL + 5, 5L * 100 * FULL + 5).average();
    assertThat(before.subtract(after)).isLessThan(new BigDecimal("0.05"));
  }

  @Property
  void staysBetweenOneAndFiveStars(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 5) Integer> stars) {
    assertThat(average(stars)).isBetween(BigDecimal.ONE, BigDecimal.valueOf(5));
  }

  @Property
  void aBetterRatingNeverMakesItWorse(
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 5) Integer> stars,
      @ForAll @IntRange(min = 1, max = 4) int last) {
    assertThat(average(with(stars, last + 1))).isGreaterThanOrEqualTo(average(with(stars, last)));
  }

  private static BigDecimal of(long weight, int stars) {
    return Reputation.of(DEFAULTS, weight / FULL, weight, weight * stars).average();
  }

  private static BigDecimal average(List<Integer> stars) {
    var weighted = stars.stream().mapToLong(star -> (long) star * FULL).sum();
    return Reputation.of(DEFAULTS, stars.size(), (long) stars.size() * FULL, weighted).average();
  }

  private static List<Integer> with(List<Integer> stars, int last) {
    return Stream.concat(stars.stream(), Stream.of(last)).toList();
  }
}
