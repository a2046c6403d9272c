package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A refused request is one line, which names its trace and tells no secret. */
class RefusalLogTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger("souk.platform.problem.RefusalLog");

  private static final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          // else the event asks for its context when we read it, on our thread
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };
  private static ServerNode node;

  @BeforeAll
  static void start() {
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    LOGGER.setLevel(Level.INFO);
    LOGGER.setAdditive(false);
    LOGGER.addAppender(lines);
    node = ServerNode.quiet();
  }

  @AfterAll
  static void stop() {
    node.close();
    LOGGER.detachAppender(lines);
    LOGGER.setAdditive(true);
    LOGGER.setLevel(null);
  }

  @BeforeEach
  void forget() {
    lines.list.clear();
  }

  @Test
  void namesTheRequestTheCodeAndTheTrace() {
    var rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    var ride = "/v1/rides/" + UUID.randomUUID();
    var asked =
        node.request(ride + "?note=secret", rider)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    assertThat(node.send(asked.GET()).status()).isEqualTo(404);

    var line = theLine();
    assertThat(line.getFormattedMessage()).isEqualTo("GET " + ride + ": 404 not_found");
    assertThat(line.getMDCPropertyMap()).containsEntry("trace_id", TRACE);
  }

  @Test
  void whatTheFrameworkRefusesIsOneLineToo() {
    assertThat(node.post("/v1/sessions", null, "{\"password\": \"secret\"").status())
        .isEqualTo(400);

    assertThat(theLine().getFormattedMessage()).isEqualTo("POST /v1/sessions: 400 malformed");
  }

  @Test
  void whatIsGrantedIsNoLine() {
    var rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    assertThat(node.get("/v1/me", rider).status()).isEqualTo(200);
    assertThat(node.get("/v1/nothing", rider).status()).isEqualTo(404);

    assertThat(theLine().getFormattedMessage()).startsWith("GET /v1/nothing");
  }

  /** Written beside the answer, so perhaps a moment after it. */
  private static ILoggingEvent theLine() {
    await().until(() -> !lines.list.isEmpty());
    assertThat(lines.list).hasSize(1);
    return lines.list.getFirst();
  }
}
