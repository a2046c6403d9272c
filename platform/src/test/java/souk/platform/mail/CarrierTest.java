package souk.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which carrier an installation has. */
class CarrierTest {
  @Test
  void isTheLogInEmbeddedModeOnly() {
    assertThat(carrier(Map.of("souk.embedded", true))).isInstanceOf(LoggedMail.class);
    assertThat(carrier(Map.of("souk.embedded", false))).isInstanceOf(AbsentMail.class);
    assertThat(carrier(Map.of())).isInstanceOf(AbsentMail.class);
  }

  @Test
  void isTheMailServerWhereverThereIsOne() {
    for (var embedded : new boolean[] {true, false}) {
      var properties = new HashMap<String, Object>();
      properties.put("souk.embedded", embedded);
      properties.put("souk.mail.smtp.host", "mail.example.com");
      properties.put("souk.mail.smtp.from", "no-reply@example.com");
      assertThat(carrier(properties)).isInstanceOf(SmtpMail.class);
    }
  }

  @Test
  void saysWhatToConfigureWhereThereIsNone() {
    assertThatThrownBy(() -> new AbsentMail().send(new Letter("a@b.de", "s", "secret")))
        .isInstanceOf(MailFailed.class)
        .hasMessage("no mail carrier is configured: set souk.mail.smtp.host");
  }

  private static Mail carrier(Map<String, Object> properties) {
    try (var context = ApplicationContext.run(properties)) {
      return context.getBean(Mail.class);
    }
  }
}
