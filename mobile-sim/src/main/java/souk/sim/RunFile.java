package souk.sim;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import souk.sim.client.Wire;

/** What the simulator needs of the {@code run.json} a running server has left in its directory. */
record RunFile(String baseUrl, String simIssuerKey) {

  /** Where the server is and which key signs the phones' tokens. */
  record Target(URI base, Path issuerKey) {}

  /**
   * Reads {@code run.json} of a data directory; a relative key path starts there.
   *
   * @throws IOException when there is none, or it does not say both
   */
  static Target read(Path directory) throws IOException {
    var file = directory.resolve("run.json");
    if (!Files.isReadable(file)) {
      throw new IOException(file + " is not there: start the server with ./souk up --data first");
    }
    try {
      var run = Wire.read(Files.readString(file), RunFile.class);
      return new Target(URI.create(run.baseUrl), directory.resolve(run.simIssuerKey));
    } catch (Wire.Garbled | IllegalArgumentException | NullPointerException incomplete) {
      throw new IOException(file + " does not say base_url and sim_issuer_key", incomplete);
    }
  }
}
