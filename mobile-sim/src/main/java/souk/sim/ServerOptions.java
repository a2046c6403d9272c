package souk.sim;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import souk.sim.client.IssuerKey;

/** Which server a scenario runs against: what it left in its data directory, or its address. */
final class ServerOptions {
  private static final Path USUAL_DATA = Path.of("data");

  @ArgGroup private @Nullable Where where;

  /** How to find the server. */
  static final class Where {
    @Option(
        names = "--data",
        required = true,
        description = "data directory of a running server (default: data)")
    private @Nullable Path data;

    @ArgGroup(exclusive = false)
    private @Nullable Address address;
  }

  /** A server that runs elsewhere. */
  static final class Address {
    @Option(names = "--url", required = true, description = "the server's base address")
    private URI url = URI.create("");

    @Option(names = "--drivers-url", description = "another server, for the drivers' phones")
    private @Nullable URI driversUrl;

    @Option(
        names = "--issuer-key",
        required = true,
        description = "private P-256 JWK that signs the phones' tokens")
    private Path issuerKey = Path.of("");
  }

  /**
   * A server to run against.
   *
   * @param driversBase of the server that drivers' phones speak with
   * @param journals where journals are kept; nowhere but in memory without
   * @param redis where its Redis is, when its directory says so
   */
  record Server(
      URI base,
      URI driversBase,
      IssuerKey issuerKey,
      Optional<Path> journals,
      Optional<InetSocketAddress> redis) {}

  Server server() throws IOException {
    var address = address();
    if (address != null) {
      var drivers = address.driversUrl == null ? address.url : address.driversUrl;
      var key = IssuerKey.read(address.issuerKey);
      return new Server(address.url, drivers, key, Optional.empty(), Optional.empty());
    }
    var target = RunFile.read(data());
    return new Server(
        target.base(),
        target.base(),
        IssuerKey.read(target.issuerKey()),
        Optional.of(data()),
        target.redis());
  }

  /** The options once more, for the line that says how to repeat a run. */
  String words() {
    var address = address();
    if (address == null) return "--data " + data();
    return "--url "
        + address.url
        + (address.driversUrl == null ? "" : " --drivers-url " + address.driversUrl)
        + " --issuer-key "
        + address.issuerKey;
  }

  private @Nullable Address address() {
    return where == null ? null : where.address;
  }

  private Path data() {
    return where == null || where.data == null ? USUAL_DATA : where.data;
  }
}
