package souk.platform.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;

/** The mail server that carries letters. */
@ConfigurationProperties("souk.mail.smtp")
@Requires(property = "souk.mail.smtp.host")
public interface SmtpConfiguration {
  String getHost();

  @Bindable(defaultValue = "587")
  int getPort();

  /** Whom letters come from, such as {@code Souk <no-reply@example.com>}. */
  String getFrom();

  Optional<String> getUsername();

  Optional<String> getPassword();

  /** Whether the connection must be secured by STARTTLS; a server that cannot is not used. */
  @Bindable(defaultValue = "true")
  boolean isStartTls();

  /** How long connecting, and each answer of the server, may take. */
  @Bindable(defaultValue = "10s")
  Duration getTimeout();
}
