package souk.embedded.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.Probe;

/**
 * One PostgreSQL cluster in a directory; any local user may connect as {@link #USER}, over loopback
 * only.
 */
public final class Postgres {
  /** The major version that is embedded; data of another one cannot be opened. */
  public static final int MAJOR = 18;

  /** The superuser, who owns every database. */
  public static final String USER = "souk";

  /** Any password is accepted; clients want to be given one. */
  public static final String PASSWORD = "souk";

  /** The database that every new cluster has. */
  public static final String DATABASE = "souk";

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final int MAX_CONNECTIONS = 500;

  /** What an operating system's crash may cost. */
  public enum Durability {
    /** Nothing that was committed. */
    SAFE,
    /** Everything: for data that is thrown away anyway. */
    THROW_AWAY
  }

  private final Path data;
  private final Durability durability;

  private Postgres(Path data, Durability durability) {
    this.data = data;
    this.durability = durability;
  }

  /** The cluster in this directory. */
  public static Postgres at(Path data, Durability durability) {
    return new Postgres(data, durability);
  }

  /**
   * How to run the cluster at this port. It is created with an empty {@link #DATABASE} if it is not
   * there yet.
   *
   * @throws UncheckedIOException when it cannot be created
   */
  public ChildSpec spec(String name, int port) {
    try {
      var user = PostgresUser.detect();
      var binaries = unpacked().resolve("bin");
      if (!Files.exists(data)) create(user, binaries);
      user.takeOver(data);
      var command = new ArrayList<>(user.prefix());
      command.addAll(
          List.of(binaries.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
      options().forEach(option -> command.addAll(List.of("-c", option)));
      return new ChildSpec(name, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ready when the postmaster at this port says so in its own file. */
  public Probe probe(int port) {
    return () -> {
      var status = Files.readAllLines(data.resolve("postmaster.pid"));
      return status.size() >= 8
          && status.get(3).equals("" + port)
          && status.get(7).startsWith("ready");
    };
  }

  /** Where JDBC finds a database of the cluster that listens at this port. */
  public static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Stream<String> options() {
    var always =
        Stream.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=" + MAX_CONNECTIONS,
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "timezone=UTC",
            "log_timezone=UTC");
    return durability == Durability.SAFE
        ? always
        : Stream.concat(
            always, Stream.of("fsync=off", "full_page_writes=off", "synchronous_commit=off"));
  }

  /**
   * Made beside the final place and then renamed, so that a start that is broken off leaves no half
   * cluster.
   */
  private void create(PostgresUser user, Path binaries) throws IOException {
    var fresh = data.resolveSibling(data.getFileName() + ".new");
    Directories.delete(fresh);
    run(
        user,
        InputStream.nullInputStream(),
        binaries.resolve("initdb").toString(),
        "--pgdata=" + fresh,
        "--username=" + USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync");
    var createDatabase = "CREATE DATABASE " + DATABASE + "\n";
    run(
        user,
        new ByteArrayInputStream(createDatabase.getBytes(StandardCharsets.UTF_8)),
        binaries.resolve("postgres").toString(),
        "--single",
        "-D",
        fresh.toString(),
        "postgres");
    Files.move(fresh, data);
  }

  private static void run(PostgresUser user, InputStream input, String... command)
      throws IOException {
    var whole = new ArrayList<>(user.prefix());
    whole.addAll(List.of(command));
    Shell.run(input, whole);
  }

  private static Path unpacked() throws IOException {
    var archive = Postgres.class.getResource(ARCHIVE);
    if (archive == null)
      throw new IOException("No PostgreSQL for this machine in the jar (only Linux on amd64).");
    return EngineCache.directory(Artifact.nameOf(archive), directory -> unpack(directory));
  }

  private static void unpack(Path directory) throws IOException {
    try (var packed = Postgres.class.getResourceAsStream(ARCHIVE)) {
      if (packed == null) throw new IOException(ARCHIVE + " has vanished from the jar");
      Shell.run(new XZInputStream(packed), List.of("tar", "-x", "-C", directory.toString()));
    }
  }
}
