package souk.dispatch.offer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** When a job is taken from the driver who would serve it next. */
@ConfigurationProperties("souk.next-jobs")
public interface NextJobConfiguration {
  /** How much later than he was promised at its pick-up he may still be on his present trip. */
  @Bindable(defaultValue = "5m")
  Duration getPatience();

  /** For how long he may not be heard of. */
  @Bindable(defaultValue = "60s")
  Duration getSilence();
}
