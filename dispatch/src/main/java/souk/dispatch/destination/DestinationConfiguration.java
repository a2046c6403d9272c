package souk.dispatch.destination;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How drivers are asked about another destination. */
@ConfigurationProperties("souk.destinations")
interface DestinationConfiguration {
  /** How long a driver may think: he drives. */
  @Bindable(defaultValue = "45s")
  Duration getTime();

  /** After how long a phone that has not said that it shows a proposal is told again. */
  @Bindable(defaultValue = "2s")
  Duration getPushAgainAfter();
}
