package souk.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.embedded.TestDatabase;

/**
 * Lies between a node and its PostgreSQL and writes down every round trip: what the driver sends
 * until it waits for an answer. What it sends ahead, as BEGIN with the first statement of a
 * transaction, is part of the same one.
 */
public final class Wire implements AutoCloseable {
  /** What asks whether the server speaks TLS; without a type, as only the first message is. */
  private static final int TLS_WANTED = 80877103;

  private final ServerSocket door;
  private final TestDatabase target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> roundTrips = new CopyOnWriteArrayList<>();

  private Wire(ServerSocket door, TestDatabase target) {
    this.door = door;
    this.target = target;
  }

  public static Wire to(TestDatabase target) {
    try {
      var wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.startVirtualThread(wire::accept);
      return wire;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The database as it is reached through here. */
  public TestDatabase database() {
    var to = uri();
    var here = "%s:%d".formatted(to.getHost(), door.getLocalPort());
    var url = target.jdbcUrl().replace("%s:%d".formatted(to.getHost(), to.getPort()), here);
    return new TestDatabase(url, target.user(), target.password());
  }

  /** What the work sends, one line for each round trip, its statements shortened. */
  public List<String> during(Runnable work) {
    var before = roundTrips.size();
    work.run();
    return List.copyOf(roundTrips.subList(before, roundTrips.size()));
  }

  private URI uri() {
    return URI.create(target.jdbcUrl().substring("jdbc:".length()));
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        var server = new Socket(uri().getHost(), uri().getPort());
        open.addAll(List.of(client, server));
        Thread.startVirtualThread(() -> quietly(() -> new Talk(client, server).listen()));
        Thread.startVirtualThread(() -> quietly(() -> copy(server, client)));
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** What ends a connection ends it for both sides. */
  private interface Listening {
    void run() throws IOException;
  }

  private static void quietly(Listening listening) {
    try {
      listening.run();
    } catch (IOException over) {
      // its thread ends here
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  /** What one connection's client says, by PostgreSQL's protocol 3. */
  private final class Talk {
    private final Socket client;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> statements = new HashMap<>();
    private final List<String> sent = new ArrayList<>();

    Talk(Socket client, Socket server) throws IOException {
      this.client = client;
      this.in = client.getInputStream();
      this.out = server.getOutputStream();
    }

    void listen() throws IOException {
      try (client;
          out) {
        var data = new DataInputStream(new BufferedInputStream(in));
        while (pass(data, -1).getInt() == TLS_WANTED) {}
        for (var type = data.read(); type >= 0; type = data.read()) {
          pass(data, type);
        }
      }
    }

    private ByteBuffer pass(DataInputStream data, int type) throws IOException {
      var length = data.readInt();
      var body = data.readNBytes(length - Integer.BYTES);
      var whole = ByteBuffer.allocate(length + 1);
      if (type >= 0) whole.put((byte) type);
      whole.putInt(length).put(body);
      // before the answer can be there
      if (type >= 0) heard((char) type, ByteBuffer.wrap(body));
      out.write(whole.array(), 0, whole.position());
      return ByteBuffer.wrap(body);
    }

    private void heard(char type, ByteBuffer body) {
      switch (type) {
        case 'P' -> statements.put(text(body), text(body));
        case 'B' -> {
          var portal = text(body);
          sent.add(portal + shortened(statements.getOrDefault(text(body), "?")));
        }
        case 'Q' -> {
          var sql = text(body);
          sent.add(shortened(sql));
          // the driver does not wait for its answer
          if (!sql.equals("BEGIN")) over();
        }
        case 'S' -> over();
        default -> {}
      }
    }

    private void over() {
      var said = String.join("; ", sent);
      sent.clear();
      // the pool asks nothing in so many words when it wants to know whether anybody is there
      if (!said.isBlank()) roundTrips.add(said);
    }

    private static String text(ByteBuffer body) {
      var end = body.position();
      while (body.get(end) != 0) end++;
      var bytes = new byte[end - body.position()];
      body.get(bytes).get();
      return new String(bytes, UTF_8);
    }

    private static String shortened(String sql) {
      var line = sql.strip().replaceAll("\\s+", " ");
      return line.substring(0, Math.min(line.length(), 70));
    }
  }

  @Override
  public void close() {
    try (door) {
      for (var socket : open) socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
