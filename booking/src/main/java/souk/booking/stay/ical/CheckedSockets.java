package souk.booking.stay.ical;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that ask, of the very address they are about to connect to, whether they may. So it does
 * not matter how a name was resolved, or that it is resolved otherwise the next time.
 */
final class CheckedSockets extends SocketFactory {
  private final Predicate<InetAddress> allowed;

  CheckedSockets(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  /** Nothing was sent. */
  static final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefused() {
      super("not a public address");
    }
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        check(endpoint);
        super.connect(endpoint, timeoutMillis);
      }

      @Override
      public void connect(SocketAddress endpoint) throws IOException {
        check(endpoint);
        super.connect(endpoint);
      }
    };
  }

  private void check(SocketAddress endpoint) throws AddressRefused {
    if (endpoint instanceof InetSocketAddress at
        && at.getAddress() != null
        && allowed.test(at.getAddress())) {
      return;
    }
    throw new AddressRefused();
  }

  private static IOException connected() {
    return new IOException("sockets connect later here");
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }
}
