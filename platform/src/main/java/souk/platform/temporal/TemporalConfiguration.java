package souk.platform.temporal;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Temporal is: {@code TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_TLS}
 * and, for client certificates, {@code TEMPORAL_TLS_CERTIFICATE} and {@code TEMPORAL_TLS_KEY} (PEM
 * files); {@code TEMPORAL_API_KEY} for a service that takes one.
 */
@ConfigurationProperties("temporal")
public interface TemporalConfiguration {
  @Bindable(defaultValue = "127.0.0.1:7233")
  String getAddress();

  @Bindable(defaultValue = "default")
  String getNamespace();

  @Bindable(defaultValue = "false")
  boolean getTls();

  Optional<String> getTlsCertificate();

  Optional<String> getTlsKey();

  Optional<String> getApiKey();

  /** Ends every task queue's name and workflow id, so that tests can share a service. */
  @Bindable(defaultValue = "")
  String getSuffix();

  /** How long a call may keep trying; the SDK's own default is a minute. */
  @Bindable(defaultValue = "2s")
  Duration getRpcTimeout();

  /** Local activities at once in this process, over all its task queues. */
  @Bindable(defaultValue = "10")
  int getLocalActivities();
}
