package souk.platform.mail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Takes no letter: against real engines a log is no place for what a letter says. */
@Singleton
@Requires(missingProperty = "souk.mail.smtp.host")
@Requires(property = "souk.embedded", notEquals = "true")
final class AbsentMail implements Mail {
  @Override
  public void send(Letter letter) {
    throw new MailFailed("no mail carrier is configured: set souk.mail.smtp.host");
  }
}
