package souk.platform.mail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whole letters to the log, in embedded mode only: whoever started it is every receiver, and
 * has no other way to a link or a token.
 */
@Singleton
@Requires(missingProperty = "souk.mail.smtp.host")
@Requires(property = "souk.embedded", value = "true")
final class LoggedMail implements Mail {
  private static final Logger log = LoggerFactory.getLogger(LoggedMail.class);

  @Override
  public void send(Letter letter) {
    log.info("letter to {}: {}\n{}", letter.to(), letter.subject(), letter.text());
  }
}
