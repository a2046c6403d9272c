package souk.sim.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** As much of a Redis as can be emptied. */
public final class FakeRedis implements AutoCloseable {
  private final ServerSocket listener;
  private final Runnable flushed;

  /** Listens on a free port of 127.0.0.1. */
  public FakeRedis(Runnable flushed) throws IOException {
    this.flushed = flushed;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (var socket = listener.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
        if ("FLUSHALL".equals(in.readLine())) flushed.run();
        socket.getOutputStream().write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException gone) {
        // whoever hung up has nothing to hear
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
