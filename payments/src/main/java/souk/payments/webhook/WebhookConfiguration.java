package souk.payments.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How long events are kept. */
@ConfigurationProperties("souk.webhooks")
interface WebhookConfiguration {
  /** As long as the provider lists its own. */
  @Bindable(defaultValue = "30d")
  Duration getRetention();
}
