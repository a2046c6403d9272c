package souk.dispatch.matching;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** Which drivers are asked about their next trips while they drive. */
@ConfigurationProperties("souk.matching.finishing")
interface FinishingConfiguration {
  /** Nobody whose present trip lasts longer is asked; 0 asks nobody at all. */
  @Bindable(defaultValue = "3m")
  Duration getWithin();

  /** Slugs of the cities in which nobody is asked before his trip has ended. */
  @Bindable(defaultValue = "")
  List<String> getOffIn();
}
