package souk.server.socket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The log's configuration as it is shipped. */
class LeftBeforeItOpenedTest {
  private static final String UPGRADES =
      "io.micronaut.http.server.netty.websocket.NettyServerWebSocketUpgradeHandler";

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @ParameterizedTest
  @ValueSource(strings = {"logback-plain.xml", "logback-json.xml"})
  void aPhoneThatLeavesDuringTheHandshakeIsNoErrorAndEverythingElseIs(String configuration)
      throws JoranException {
    configure(configuration);

    fails(UPGRADES, new NoSuchElementException("micronaut-inbound-handler"));
    assertThat(lines.list).isEmpty();

    fails(UPGRADES, new NoSuchElementException("something else"));
    fails(UPGRADES, new IllegalStateException("micronaut-inbound-handler"));
    fails("io.micronaut.http.server", new NoSuchElementException("micronaut-inbound-handler"));
    assertThat(lines.list).hasSize(3);
  }

  private void configure(String name) throws JoranException {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    var file = getClass().getClassLoader().getResource(name);
    configurator.doConfigure(Objects.requireNonNull(file, name));
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    lines.setContext(context);
    lines.start();
    root.addAppender(lines);
  }

  private void fails(String logger, Exception failure) {
    context.getLogger(logger).error("Error opening WebSocket: {}", failure.getMessage(), failure);
  }
}
