package souk.sim;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Wire;

/** What the simulator needs of the {@code run.json} a running server has left in its directory. */
record RunFile(String baseUrl, String simIssuerKey, @Nullable Map<String, Process> processes) {

  /** A part that runs: its address as {@code host:port}. */
  record Process(@Nullable String address) {}

  /** Where the server is, which key signs the phones' tokens, and where its Redis is. */
  record Target(URI base, Path issuerKey, Optional<InetSocketAddress> redis) {}

  /**
   * Reads {@code run.json} of a data directory; a relative key path starts there.
   *
   * @throws IOException when there is none, or it does not say both
   */
  static Target read(Path directory) throws IOException {
    var file = directory.resolve("run.json");
    if (!Files.isReadable(file)) {
      throw new IOException(
          file + " is not there: start the server with ./souk up first, or name it with --data");
    }
    try {
      var run = Wire.read(Files.readString(file), RunFile.class);
      return new Target(URI.create(run.baseUrl), directory.resolve(run.simIssuerKey), run.redis());
    } catch (Wire.Garbled | IllegalArgumentException | NullPointerException incomplete) {
      throw new IOException(file + " does not say base_url and sim_issuer_key", incomplete);
    }
  }

  private Optional<InetSocketAddress> redis() {
    return Optional.ofNullable(processes)
        .map(parts -> parts.get("redis"))
        .map(Process::address)
        .map(RunFile::address);
  }

  private static InetSocketAddress address(String hostAndPort) {
    var colon = hostAndPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostAndPort.substring(0, Math.max(0, colon)),
        Integer.parseInt(hostAndPort.substring(colon + 1)));
  }
}
