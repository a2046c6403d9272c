package souk.dispatch.tracking;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** What is kept of where drivers were. */
@ConfigurationProperties("souk.traces")
interface TrackingConfiguration {
  /** How long traces are kept, in whole days; at least two. */
  @Bindable(defaultValue = "30d")
  Duration getRetention();

  /** How many points one process holds that are not yet written; of more, the new ones are lost. */
  @Bindable(defaultValue = "100000")
  int getBuffer();
}
