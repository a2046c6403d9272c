package souk.dispatch.eta.traffic;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How live speeds are learned and kept. */
@ConfigurationProperties("souk.traffic")
interface TrafficConfiguration {
  /** How often the traces are read and a snapshot is made. */
  @Bindable(defaultValue = "30s")
  Duration getEvery();

  /** After which a snapshot that no other has replaced gives way to free flow. */
  @Bindable(defaultValue = "10m")
  Duration getValidity();

  /** How long snapshots are kept, so that what was computed with one can be computed again. */
  @Bindable(defaultValue = "1d")
  Duration getRetention();
}
