package souk.sim.fake;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Wire;

/** HTTP/1.1 and WebSocket on one port, as little of them as phones need; it can be killed. */
public final class TinyServer implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** A request with its headers in lower case. */
  public record Request(String method, String path, Map<String, String> headers, String body) {
    /** A header or the empty string. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Whom the bearer's token names, unchecked; null without one. */
    @Nullable UUID subject() {
      var parts = header("Authorization").split("\\.", -1);
      if (parts.length != 3) return null;
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return UUID.fromString(Wire.tree(claims).get("sub").asText());
    }
  }

  /** A response. */
  public record Reply(int status, String body, Map<String, String> headers) {
    /** A response without further headers. */
    public static Reply of(int status, String body) {
      return new Reply(status, body, Map.of());
    }

    static Reply ok(Object body) {
      return of(200, Wire.write(body));
    }

    static Reply problem(int status, String code) {
      return of(status, Wire.write(Map.of("code", code)));
    }
  }

  /** What the server does. */
  public interface Behaviour {
    /** Answers a request; null cuts the connection instead. */
    @Nullable Reply answer(Request request);

    /** A socket is open; status 101 lets it open, any other refuses it. */
    default int opening(Request request) {
      return 404;
    }

    /** A socket is open. */
    default void opened(Request request, Peer peer) {}

    /** A text came. */
    default void told(Peer peer, String text) {}

    /** A socket has ended. */
    default void closed(Peer peer) {}
  }

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  /** Listens on a port of 127.0.0.1, 0 for any. */
  public TinyServer(int port, Behaviour behaviour) throws IOException {
    listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Dies as a killed process does: everything is cut off. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (var connection : open) connection.close();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the listener is closed: nobody comes in any more
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      for (var request = request(in); request != null; request = request(in)) {
        if (request.header("upgrade").equalsIgnoreCase("websocket")) {
          upgrade(request, socket, in);
          return;
        }
        var reply = behaviour.answer(request);
        if (reply == null) return;
        write(socket, reply);
      }
    } catch (IOException gone) {
      // the phone has hung up
    } finally {
      open.remove(socket);
    }
  }

  private void upgrade(Request request, Socket socket, InputStream in) throws IOException {
    var status = behaviour.opening(request);
    if (status != 101) {
      write(socket, Reply.of(status, ""));
      return;
    }
    var accept = accept(request.header("sec-websocket-key"));
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accept
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    var peer = new Peer(socket);
    behaviour.opened(request, peer);
    try {
      peer.listen(in, text -> behaviour.told(peer, text));
    } finally {
      behaviour.closed(peer);
    }
  }

  private static @Nullable Request request(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) return null;
    var headers = new HashMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    var words = first.split(" ", -1);
    return new Request(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  private static void write(Socket socket, Reply reply) throws IOException {
    var body = reply.body().getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("HTTP/1.1 " + reply.status() + " X\r\n");
    head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
    reply.headers().forEach((name, value) -> head.append("\r\n" + name + ": " + value));
    var out = socket.getOutputStream();
    out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
