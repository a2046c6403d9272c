package souk.dispatch.rating;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What somebody's ratings make of him.
 *
 * @param average in stars, with two decimals
 * @param ratings how many there were
 */
@Introspected
public record Reputation(BigDecimal average, long ratings) {
  private static final int HUNDREDTHS = 2;

  /**
   * The weighted mean of the ratings and of what is assumed of somebody without any (a Bayesian
   * average): it starts at the assumption, and one rating moves it the less the more there are.
   *
   * @param weight the ratings' weights together
   * @param weightedStars stars times weight, summed
   */
  static Reputation of(
      RatingConfiguration configuration, long ratings, long weight, long weightedStars) {
    var priorWeight = (long) configuration.getPriorRatings() * configuration.getTripsToCountFully();
    var hundredths = priorWeight * configuration.getPriorHundredths() + 100 * weightedStars;
    var average =
        BigDecimal.valueOf(hundredths, HUNDREDTHS)
            .divide(BigDecimal.valueOf(priorWeight + weight), HUNDREDTHS, RoundingMode.HALF_EVEN);
    return new Reputation(average, ratings);
  }
}
