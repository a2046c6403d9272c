package souk.booking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut and opened again; what is under way when it shuts is cut. */
public final class Gate implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket entrance;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  private Gate(InetSocketAddress target, ServerSocket entrance) {
    this.target = target;
    this.entrance = entrance;
  }

  /** A gate before the server in a JDBC URL of PostgreSQL. */
  public static Gate before(String jdbcUrl) {
    var server = URI.create(jdbcUrl.substring("jdbc:".length()));
    try {
      var entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var gate = new Gate(new InetSocketAddress(server.getHost(), server.getPort()), entrance);
      Thread.ofVirtual().start(gate::admit);
      return gate;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same URL through the gate. */
  public String through(String jdbcUrl) {
    return jdbcUrl.replace(":" + target.getPort() + "/", ":" + entrance.getLocalPort() + "/");
  }

  /** Cuts everything and lets nobody in. */
  public void shut() {
    open = false;
    connections.forEach(Gate::cut);
  }

  public void open() {
    open = true;
  }

  private void admit() {
    try {
      while (true) admit(entrance.accept());
    } catch (IOException closed) {
      shut();
    }
  }

  private void admit(Socket guest) {
    try {
      connections.add(guest);
      var host = new Socket(target.getAddress(), target.getPort());
      connections.add(host);
      Thread.ofVirtual().start(() -> carry(guest, host));
      Thread.ofVirtual().start(() -> carry(host, guest));
      if (!open) shut();
    } catch (IOException unreachable) {
      cut(guest);
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cutOff) {
      // both ends are closed either way
    } finally {
      connections.remove(from);
      connections.remove(to);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // that is what was wanted
    }
  }

  @Override
  public void close() {
    shut();
    try {
      entrance.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
