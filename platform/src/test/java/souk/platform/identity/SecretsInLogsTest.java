package souk.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import souk.platform.mail.SmtpServer;

/** No password and no token gets into the log, in whatever way a request goes wrong. */
class SecretsInLogsTest {
  private static final String PASSWORD = "a-password-to-hunt";
  private static final List<String> LOGGERS =
      List.of("souk", "io.micronaut", "com.nimbusds", "org.eclipse.angus");

  private final Lines lines = new Lines();

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      seen.add(
          event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    LOGGERS.forEach(name -> {
      logger(name).setLevel(Level.DEBUG);
      logger(name).setAdditive(false);
      logger(name).addAppender(lines);
    });
  }

  @AfterEach
  void stop() {
    LOGGERS.forEach(name -> {
      logger(name).setLevel(null);
      logger(name).setAdditive(true);
      logger(name).detachAppender(lines);
    });
  }

  @Test
  void huntsThemThroughAWholeLifeOfAnAccount() {
    try (var carrier = SmtpServer.start(Optional.empty());
        var server =
            TestServer.start(
                Map.of(
                    "souk.embedded",
                    false,
                    "souk.mail.smtp.host",
                    "127.0.0.1",
                    "souk.mail.smtp.port",
                    carrier.port(),
                    "souk.mail.smtp.start-tls",
                    false,
                    "souk.mail.smtp.from",
                    "no-reply@souk.example"))) {
      var secrets = live(server, carrier);
      assertThat(lines.seen).hasSizeGreaterThan(20);
      assertThat(secrets).hasSizeGreaterThan(6).doesNotHaveDuplicates();
      for (var secret : secrets) {
        assertThat(lines.seen.stream().filter(line -> line.contains(secret))).isEmpty();
      }
    }
  }

  @Test
  void withoutACarrierTheLogNamesThatAlone() {
    try (var server = TestServer.start(Map.of("souk.embedded", false))) {
      var email = server.account("CUSTOMER");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> lines.seen.stream().anyMatch(line -> line.contains("no mail carrier")));
      assertThat(lines.seen)
          .noneMatch(line -> line.contains(email))
          .noneMatch(line -> line.contains("use this within"));
    }
  }

  /** The one exception, and the hunt's control: it finds what is there. */
  @Test
  void inEmbeddedModeTheLogIsTheMailbox() {
    try (var server = TestServer.start(Map.of())) {
      var email = server.account("CUSTOMER");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> lines.seen.stream().anyMatch(line -> line.contains("letter to " + email)));
      var letter =
          lines.seen.stream().filter(line -> line.contains(email)).findFirst().orElseThrow();
      var token = letter.lines().filter(line -> line.matches("[\\w-]{43}")).findFirst();
      var body = Map.of("token", token.orElseThrow());
      assertThat(server.post("/v1/accounts/verify-email", null, body).status()).isEqualTo(204);
    }
  }

  /** Does everything right and wrong that can be done, and answers every secret it met. */
  private static List<String> live(TestServer server, SmtpServer carrier) {
    var email = "hunted@example.com";
    var account = Map.of("email", email, "password", PASSWORD, "name", "Ada", "role", "CUSTOMER");
    server.post("/v1/accounts", null, account);
    server.post("/v1/accounts", null, account);
    server.postRaw("/v1/accounts", null, "{\"password\": \"" + PASSWORD + "\", \"name\": [}");
    server.post("/v1/accounts", null, Map.of("password", PASSWORD, "role", "OPS"));
    server.signIn(email, PASSWORD + "-wrong");
    server.signIn("nobody@example.com", PASSWORD);
    var session = server.signIn(email, PASSWORD);
    var access = session.text("access_token");
    var refresh = session.text("refresh_token");
    server.get("/v1/me", access);
    server.get("/v1/me", access + "x");
    server.get("/v1/me", null, "Cookie", "JWT=" + access);
    server.get("/v1/none", access);
    var second = server.post("/v1/sessions/refresh", null, Map.of("refresh_token", refresh));
    server.post("/v1/sessions/refresh", null, Map.of("refresh_token", refresh));
    server.postRaw("/v1/sessions/refresh", null, "{\"refresh_token\": \"" + refresh + "\"");
    var verification = letter(carrier, 1);
    server.post("/v1/accounts/verify-email", null, Map.of("token", verification));
    server.post("/v1/accounts/verify-email", null, Map.of("token", verification));
    server.post("/v1/accounts/password-reset", null, Map.of("email", email));
    var reset = letter(carrier, 2);
    var change = Map.of("token", reset, "password", PASSWORD + "-2");
    server.post("/v1/accounts/password-reset/confirm", null, change);
    server.post("/v1/accounts/password-reset/confirm", null, change);
    server.post("/v1/me/sign-out-everywhere", second.text("access_token"), Map.of());
    var hash = server.sql("SELECT password_hash FROM platform.account").getFirst();
    var secrets =
        new ArrayList<>(
            List.of(PASSWORD, access, second.text("access_token"), verification, reset, hash));
    secrets.add(refresh.substring(37));
    secrets.add(second.text("refresh_token").substring(37));
    return secrets;
  }

  private static String letter(SmtpServer carrier, int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> carrier.received().size() >= count);
    return carrier
        .received()
        .get(count - 1)
        .lines()
        .filter(line -> line.matches("[\\w-]{43}"))
        .findFirst()
        .orElseThrow();
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
