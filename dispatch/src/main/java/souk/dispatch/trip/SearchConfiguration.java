package souk.dispatch.trip;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** For how long a driver is looked for before a trip is hopeless. */
@ConfigurationProperties("souk.matching")
public interface SearchConfiguration {
  @Bindable(defaultValue = "120s")
  Duration getSearchTime();
}
