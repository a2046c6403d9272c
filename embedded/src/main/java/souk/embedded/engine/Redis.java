package souk.embedded.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Probe;

/** One Redis server with its data in a directory. */
public final class Redis {
  private static final String BINARY = "/redis-server-6.2.6-v5-linux-amd64";
  private static final int ANSWER_WITHIN_MS = 2000;

  /** What a restart finds. */
  public enum Persistence {
    /** Everything that was answered, even after a kill. */
    LOG,
    /** An empty database. */
    NONE
  }

  private final Path data;
  private final Persistence persistence;

  private Redis(Path data, Persistence persistence) {
    this.data = data;
    this.persistence = persistence;
  }

  /** The server whose data is in this directory. */
  public static Redis at(Path data, Persistence persistence) {
    return new Redis(data, persistence);
  }

  /** How to run the server at this port; its directory is created when needed. */
  public ChildSpec spec(String name, int port) {
    Directories.create(data);
    var command =
        new ArrayList<>(
            List.of(binary().toString(), "--bind", FreePorts.HOST, "--port", "" + port));
    command.addAll(List.of("--dir", data.toString(), "--daemonize", "no", "--save", ""));
    command.addAll(List.of("--appendonly", persistence == Persistence.LOG ? "yes" : "no"));
    return new ChildSpec(name, command);
  }

  /** Ready when it answers a PING; while it still loads its data it does not. */
  public static Probe probe(int port) {
    return () -> answer(port, "PING").startsWith("+PONG");
  }

  /** Sends one inline command and returns the beginning of the answer. */
  public static String answer(int port, String command) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(FreePorts.HOST, port), ANSWER_WITHIN_MS);
      socket.setSoTimeout(ANSWER_WITHIN_MS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new byte[256];
      var length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
  }

  private static Path binary() {
    var resource = Redis.class.getResource(BINARY);
    if (resource == null) throw new IllegalStateException("No Redis for this machine in the jar");
    return EngineCache.directory(Artifact.nameOf(resource), Redis::unpack).resolve("redis-server");
  }

  private static void unpack(Path directory) throws IOException {
    try (var packed = Redis.class.getResourceAsStream(BINARY)) {
      if (packed == null) throw new IOException(BINARY + " has vanished from the jar");
      var binary = directory.resolve("redis-server");
      Files.copy(packed, binary);
      Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
