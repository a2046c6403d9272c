package souk.platform.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How long it is known what has happened. */
@ConfigurationProperties("souk.history")
public interface HistoryConfiguration {
  /** Longer than a card payment may be disputed. */
  @Bindable(defaultValue = "400d")
  Duration getRetention();
}
