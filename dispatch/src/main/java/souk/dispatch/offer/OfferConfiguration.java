package souk.dispatch.offer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How drivers are asked. */
@ConfigurationProperties("souk.offers")
public interface OfferConfiguration {
  /** How long a driver may think. */
  @Bindable(defaultValue = "15s")
  Duration getTime();

  /** After how long a phone that has not said that it shows an offer is told again. */
  @Bindable(defaultValue = "2s")
  Duration getPushAgainAfter();

  /** A driver who lets so many offers in a row run out goes off line. */
  @Bindable(defaultValue = "3")
  int getPassesInRow();
}
