package souk.dispatch.rating;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** How ratings are taken and what they count. */
@ConfigurationProperties("souk.ratings")
public interface RatingConfiguration {
  /** How long after the end of a trip its parties may rate each other. */
  @Bindable(defaultValue = "7d")
  Duration getWindow();

  /**
   * A rating counts as much as its rater has completed trips, up to this many; so a handful of
   * fresh accounts moves nobody's average.
   */
  @Bindable(defaultValue = "5")
  int getTripsToCountFully();

  /** What somebody without ratings is taken for, in hundredths of a star. */
  @Bindable(defaultValue = "480")
  int getPriorHundredths();

  /** How many full ratings that assumption weighs. */
  @Bindable(defaultValue = "10")
  int getPriorRatings();

  /** So many stars or fewer are shown to operations. */
  @Bindable(defaultValue = "2")
  int getLowStars();

  /**
   * Words that operations must hear of, without accents and in lower case; one that ends with a
   * star stands for all words that begin so.
   */
  @Bindable(
      defaultValue =
          "accident*,aggress*,agress*,assault*,attack*,crash*,danger*,drug*,drunk,gun,harass*,"
              + "harcel*,ivre,knife,menac*,police,threat*,touched,unsafe,violen*,weapon*")
  List<String> getSafetyWords();
}
