package souk.embedded.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks whether a child does its work yet; an {@link IOException} means "not yet". */
@FunctionalInterface
public interface Probe {

  /** Whether the child is ready. */
  boolean isReady() throws IOException;

  /** Ready when something accepts connections at this port of the loopback address. */
  static Probe accepts(int port) {
    return () -> {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(FreePorts.HOST, port), 1000);
        return true;
      }
    };
  }
}
