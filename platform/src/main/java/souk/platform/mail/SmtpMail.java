package souk.platform.mail;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import souk.platform.postgres.HeldConnections;

/** Sends letters by SMTP, over STARTTLS unless configured otherwise. */
@Singleton
@Requires(property = "souk.mail.smtp.host")
final class SmtpMail implements Mail {
  private final SmtpConfiguration configuration;
  private final Session session;
  private final InternetAddress from;

  @Inject
  SmtpMail(SmtpConfiguration configuration) {
    this(configuration, Optional.empty());
  }

  SmtpMail(SmtpConfiguration configuration, Optional<SSLSocketFactory> trust) {
    this.configuration = configuration;
    var properties = properties(configuration);
    trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    this.session = Session.getInstance(properties);
    this.from = from(configuration);
  }

  @Override
  public void send(Letter letter) {
    HeldConnections.refuseRemoteCall("the mail server");
    try (var transport = session.getTransport("smtp")) {
      transport.connect(
          configuration.getUsername().orElse(null), configuration.getPassword().orElse(null));
      var message = message(letter);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException failure) {
      throw new MailFailed("the mail server did not take it: " + said(failure), failure);
    }
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    var message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipient(RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    // what a person did not ask a person for is not answered by holiday notes
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setSentDate(new Date());
    message.saveChanges();
    return message;
  }

  private static Properties properties(SmtpConfiguration configuration) {
    var timeout = Long.toString(configuration.getTimeout().toMillis());
    var properties = new Properties();
    properties.put("mail.smtp.host", configuration.getHost());
    properties.put("mail.smtp.port", Integer.toString(configuration.getPort()));
    properties.put("mail.smtp.auth", Boolean.toString(configuration.getUsername().isPresent()));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(configuration.isStartTls()));
    // else whoever stands in between could strip the offer and read the letters
    properties.put("mail.smtp.starttls.required", Boolean.toString(configuration.isStartTls()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    return properties;
  }

  private static InternetAddress from(SmtpConfiguration configuration) {
    try {
      return new InternetAddress(configuration.getFrom(), true);
    } catch (AddressException malformed) {
      throw new ConfigurationException("souk.mail.smtp.from is no mail address");
    }
  }

  /** The first line only: servers answer at length, and repeat what they were sent. */
  private static String said(MessagingException failure) {
    var text = String.valueOf(failure.getMessage());
    return text.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
