package souk.server.socket;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps one line out of the log: the framework calls it an error when a phone leaves between its
 * handshake and the socket, because the handler it wants to take away then is gone with the
 * connection. Nothing was opened and nobody waits for it.
 */
public final class LeftBeforeItOpened extends TurboFilter {
  private static final String WHERE =
      "io.micronaut.http.server.netty.websocket.NettyServerWebSocketUpgradeHandler";
  private static final String GONE = "micronaut-inbound-handler";

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    if (!logger.getName().equals(WHERE) || parameters == null) return FilterReply.NEUTRAL;
    return Arrays.stream(parameters).anyMatch(LeftBeforeItOpened::isIt)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static boolean isIt(@Nullable Object parameter) {
    return parameter instanceof NoSuchElementException gone && GONE.equals(gone.getMessage());
  }
}
