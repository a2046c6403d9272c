package souk.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import souk.embedded.TestDatabase;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspNumbers;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.Refusal;
import souk.payments.vault.Cvc;
import souk.payments.vault.Opened;
import souk.payments.vault.Pan;
import souk.payments.vault.Vault;
import souk.payments.vault.VaultToken;
import souk.platform.postgres.Statements;
import souk.platform.redis.Redis;
import souk.server.ServerNode;
import souk.server.TestPhones;

/**
 * Cards are registered by number in every way that works and in many that do not, opened, and their
 * key is rotated; then numbers and codes are looked for in logs, traces, answers, the database,
 * Redis and the metrics.
 */
class CardNumberHuntTest {
  /** A request whose caller records its trace is recorded here too. */
  private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final String CODE = "7391";
  private static final String WRONG_CODE = "7392";

  private static final TestDatabase DATABASE = ServerNode.database();
  private static final Queue<String> LOGGED = new ConcurrentLinkedQueue<>();
  private static final List<String> ANSWERS = new ArrayList<>();
  private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

  private static String number = "";
  private static ServerNode node;
  private static Level level;
  private static Appender<ILoggingEvent> console;

  /** A provider that is as careless as it may be: it says in its failures what it was given. */
  private static final class CarelessProvider implements PspNumbers {
    @Override
    public PspOutcome<Verified> verify(PspKey key, Pan pan, int expMonth, int expYear, Cvc cvc) {
      return switch (cvc.revealed()) {
        case CODE -> new PspOutcome.Succeeded<>(new Verified("MC"));
        case WRONG_CODE ->
            new PspOutcome.Declined<>(new Refusal(DeclineReason.CVC_WRONG, "cvc"), null);
        default -> throw new IllegalStateException("cannot verify " + pan + " with " + cvc);
      };
    }
  }

  @BeforeAll
  static void registerCards() {
    number = visa(new Random());
    listen();
    node =
        ServerNode.start(
            DATABASE,
            Map.of("souk.roles", "api", "souk.vault.numbers", true),
            SPANS,
            new CarelessProvider());
    var person = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, CODE))).isEqualTo(201);
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, CODE))).isEqualTo(201);
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, WRONG_CODE))).isEqualTo(422);
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, "739"))).isEqualTo(500);
    assertThat(post(person, "/v1/cards/numbers", body(number, 13, CODE))).isEqualTo(400);
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, CODE + "77"))).isEqualTo(400);
    assertThat(post(person, "/v1/cards/numbers", "{\"number\": " + number + "}")).isEqualTo(400);
    assertThat(post(person, "/v1/cards/numbers", "{\"number\": \"" + number + "\"")).isEqualTo(400);
    assertThat(post(person, "/v1/cards/numbers", body(number, 12, CODE).replace(':', '=')))
        .isEqualTo(400);
    var misplaced = body("", 12, CODE).replace("2034", "\"" + number + "\"");
    assertThat(post(person, "/v1/cards/numbers", misplaced)).isEqualTo(400);
    assertThat(post(person, "/v1/cards/numbers", misplaced.replace("\"" + number + "\"", number)))
        .isEqualTo(400);
    assertThat(post(null, "/v1/cards/numbers", body(number, 12, CODE))).isEqualTo(401);
    assertThat(post(person, "/v1/cards", body(number, 12, CODE))).isEqualTo(400);
    assertThat(post(person, "/v1/cards", "{\"psp_token\": \"" + number + "\"}")).isEqualTo(400);
    openIt();
    var rotated = ServerNode.admin(DATABASE, "rotate-card-key");
    assertThat(rotated).contains("Version 2 is in force; 1 numbers brought behind it, 0 left");
    ANSWERS.add(rotated);
    openIt();
  }

  private static void openIt() {
    var token = new VaultToken(text("SELECT token FROM payments.card"));
    var opened = node.bean(Vault.class).open(token, "a charge");
    assertThat(opened).isInstanceOf(Opened.Number.class);
    LoggerFactory.getLogger("adapter").info("opened {}", opened);
    if (opened instanceof Opened.Number(var pan, _, _)) {
      assertThat(pan.revealed()).isEqualTo(number);
      pan.close();
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    root().setLevel(level);
    root().detachAppender("hunt");
    root().addAppender(console);
  }

  @Test
  void noNumberAndNoCodeIsAnywhere() {
    for (var secret : List.of(number, CODE, WRONG_CODE)) {
      var hunt = new Hunt(secret);
      assertThat(LOGGED).isNotEmpty().noneMatch(hunt::in);
      assertThat(ANSWERS).isNotEmpty().noneMatch(hunt::in);
      assertThat(spans()).isNotEmpty().noneMatch(hunt::in);
      assertThat(hunt.in(DATABASE)).isEmpty();
      assertThat(hunt.in(node.bean(Redis.class).client())).isEmpty();
      var metrics = node.get("/prometheus", TestPhones.token(UUID.randomUUID(), "OPS")).body();
      assertThat(metrics).contains("souk_vault_opened").matches(text -> !hunt.in(text));
    }
  }

  /** The control: whatever is planted is found, in text, in JSON, in bytes, in Redis, in a log. */
  @Test
  void aPlantedNumberIsFound() {
    var planted = visa(new Random());
    var hunt = new Hunt(planted);
    node.sql("CREATE TABLE public.planted (a text, b jsonb, c bytea)");
    for (var column :
        List.of("a) VALUES ('x%sx'", "b) VALUES ('{\"n\": [\"%s\"]}'", "c) VALUES ('%s'")) {
      node.sql("INSERT INTO public.planted (" + column.formatted(planted) + ")");
      assertThat(hunt.in(DATABASE)).containsExactly("public.planted");
      node.sql("TRUNCATE public.planted");
    }
    assertThat(hunt.in(DATABASE)).isEmpty();
    var encoder = Base64.getEncoder();
    for (var before : List.of("", "a", "ab")) {
      var bytes = (before + planted + "z").getBytes(StandardCharsets.UTF_8);
      assertThat(hunt.in(encoder.encodeToString(bytes))).isTrue();
    }
    assertThat(hunt.in(planted.replaceAll("(....)", "$1 "))).isTrue();
    assertThat(hunt.in(planted.substring(0, 12) + "****")).isTrue();
    assertThat(hunt.in(planted.substring(0, 6) + "******" + planted.substring(12))).isFalse();

    var redis = node.bean(Redis.class).client();
    var bucket = redis.<String>getBucket("planted" + planted.hashCode());
    bucket.set(planted);
    assertThat(hunt.in(redis)).containsExactly(bucket.getName());
    bucket.delete();

    LoggerFactory.getLogger("careless").debug("card {}", planted);
    assertThat(LOGGED).anyMatch(hunt::in);
    assertThat(new Hunt(CODE).in("{\"cvc\":\"" + CODE + "\"}")).isTrue();
  }

  private static int post(@Nullable String token, String path, String body) {
    var answer = node.post(path, token, body, "traceparent", SAMPLED);
    ANSWERS.add(answer.headers().map() + answer.body());
    return answer.status();
  }

  private static String body(String number, int month, String code) {
    return "{\"number\": \"%s\", \"exp_month\": %d, \"exp_year\": 2034, \"cvc\": \"%s\"}"
        .formatted(number, month, code);
  }

  private static List<String> spans() {
    node.bean(OpenTelemetrySdk.class)
        .getSdkTracerProvider()
        .forceFlush()
        .join(10, TimeUnit.SECONDS);
    return SPANS.getFinishedSpanItems().stream().map(Object::toString).toList();
  }

  private static String text(String sql) {
    return node.bean(Statements.class)
        .prepare(
            sql,
            statement -> {
              try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
              }
            });
  }

  /** Everything that anybody logs from here on, with its failures, as a log would show it. */
  private static void listen() {
    var layout = new PatternLayout();
    layout.setContext(root().getLoggerContext());
    layout.setPattern("%logger %msg %mdc%n%ex{full}");
    layout.start();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            LOGGED.add(layout.doLayout(event));
          }
        };
    appender.setName("hunt");
    appender.setContext(root().getLoggerContext());
    appender.start();
    level = root().getLevel();
    console = root().getAppender("stdout");
    // what is hunted for is not for the screen
    root().detachAppender(console);
    root().addAppender(appender);
    root().setLevel(Level.DEBUG);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  /** A number of sixteen digits with a right check digit (ISO/IEC 7812-1, annex B). */
  private static String visa(Random random) {
    var digits = new StringBuilder("4");
    while (digits.length() < 15) digits.append(random.nextInt(10));
    var sum = 0;
    for (var i = 0; i < 15; i++) {
      var digit = digits.charAt(14 - i) - '0';
      var weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }
}
