package souk.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmtpMailTest {
  private static final Letter LETTER =
      new Letter("ada@example.com", "Grüße", "Once upon a time\n\nsecret-token\n");

  private record Configuration(int getPort, boolean isStartTls, Optional<String> getUsername)
      implements SmtpConfiguration {
    @Override
    public String getHost() {
      return "127.0.0.1";
    }

    @Override
    public String getFrom() {
      return "Souk <no-reply@souk.example>";
    }

    @Override
    public Optional<String> getPassword() {
      return getUsername.map(_ -> "mail-password");
    }

    @Override
    public Duration getTimeout() {
      return Duration.ofSeconds(5);
    }
  }

  @Test
  void handsTheLetterOver() {
    try (var server = SmtpServer.start(Optional.empty())) {
      new SmtpMail(new Configuration(server.port(), false, Optional.empty())).send(LETTER);
      assertThat(server.received())
          .singleElement()
          .asString()
          .contains("From: Souk <no-reply@souk.example>")
          .contains("To: ada@example.com")
          .contains("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=")
          .contains("Auto-Submitted: auto-generated")
          .contains("secret-token");
      assertThat(server.saidInPlain())
          .contains("MAIL FROM:<no-reply@souk.example>", "RCPT TO:<ada@example.com>");
    }
  }

  @Test
  void saysNothingBeforeTheConnectionIsSecured() throws Exception {
    var tls = Certificate.of("127.0.0.1");
    try (var server = SmtpServer.start(Optional.of(tls))) {
      var configuration = new Configuration(server.port(), true, Optional.of("souk"));
      new SmtpMail(configuration, Optional.of(tls.getSocketFactory())).send(LETTER);
      assertThat(server.received()).singleElement().asString().contains("secret-token");
      assertThat(server.saidInPlain()).hasSize(2).last().isEqualTo("STARTTLS");
    }
  }

  @Test
  void givesNothingToAServerThatCannotSecureTheConnection() {
    try (var server = SmtpServer.start(Optional.empty())) {
      var mail = new SmtpMail(new Configuration(server.port(), true, Optional.of("souk")));
      assertThatThrownBy(() -> mail.send(LETTER)).isInstanceOf(MailFailed.class);
      assertThat(server.received()).isEmpty();
      assertThat(server.saidInPlain())
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
  }

  @Test
  void givesNothingToAServerNobodyVouchesFor() throws Exception {
    try (var server = SmtpServer.start(Optional.of(Certificate.of("127.0.0.1")))) {
      var mail = new SmtpMail(new Configuration(server.port(), true, Optional.of("souk")));
      assertThatThrownBy(() -> mail.send(LETTER)).isInstanceOf(MailFailed.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void givesNothingToAServerOfAnotherName() throws Exception {
    var tls = Certificate.of("mail.example.com");
    try (var server = SmtpServer.start(Optional.of(tls))) {
      var configuration = new Configuration(server.port(), true, Optional.of("souk"));
      var mail = new SmtpMail(configuration, Optional.of(tls.getSocketFactory()));
      assertThatThrownBy(() -> mail.send(LETTER)).isInstanceOf(MailFailed.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void saysWhyALetterWasNotTakenWithoutTheLetter() {
    try (var server = SmtpServer.start(Optional.empty())) {
      server.answerToRecipient("550 no such person ada@example.com");
      var mail = new SmtpMail(new Configuration(server.port(), false, Optional.empty()));
      assertThatThrownBy(() -> mail.send(LETTER))
          .isInstanceOf(MailFailed.class)
          .hasMessageStartingWith("the mail server did not take it: ")
          .hasMessageNotContaining("ada@")
          .hasMessageNotContaining("secret");
    }
    var nobody = new SmtpMail(new Configuration(1, false, Optional.empty()));
    assertThatThrownBy(() -> nobody.send(LETTER)).isInstanceOf(MailFailed.class);
  }

  @Test
  void anAddressCannotSmuggleHeaders() {
    try (var server = SmtpServer.start(Optional.empty())) {
      var mail = new SmtpMail(new Configuration(server.port(), false, Optional.empty()));
      var letter = new Letter("ada@example.com\r\nBcc: eve@example.com", "s", "t");
      assertThatThrownBy(() -> mail.send(letter)).isInstanceOf(MailFailed.class);
      assertThat(server.received()).isEmpty();
    }
  }
}
