package souk.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address that nobody listens at. */
public final class FreePorts {
  /** The only address that anything embedded listens at. */
  public static final String HOST = "127.0.0.1";

  // Below the range from which Linux takes the ports of clients (32768 and up): otherwise a client
  // could sit on the
  // port of an engine that a test has just killed and wants to start again.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES_MAX = 200;

  private FreePorts() {}

  /** A port that was free a moment ago; whoever binds it must be ready to ask for another. */
  public static int next() {
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) return port;
    }
    throw new IllegalStateException(
        "No free port between " + LOWEST + " and " + HIGHEST + " on " + HOST);
  }

  /** Whether nobody listens at this port of any local address. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
