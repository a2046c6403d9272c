package souk.dispatch.eta;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A list of a cached graph's files with their checksums: what a crash or a disk spoilt, it shows.
 */
final class GraphSeal {
  private static final String NAME = "souk.seal";

  /** GraphHopper's lock comes and goes; it is no part of the graph. */
  private static final String LOCK = "gh.lock";

  private GraphSeal() {}

  static void put(Path graph) throws IOException {
    Files.writeString(graph.resolve(NAME), contents(graph));
  }

  static boolean unbroken(Path graph) throws IOException {
    var seal = graph.resolve(NAME);
    return Files.isRegularFile(seal) && Files.readString(seal).equals(contents(graph));
  }

  private static String contents(Path graph) throws IOException {
    var lines = new StringBuilder();
    try (var files = Files.list(graph)) {
      for (var file : files.filter(GraphSeal::sealed).sorted().toList()) {
        lines.append("%s %08x%n".formatted(file.getFileName(), checksum(file)));
      }
    }
    return lines.toString();
  }

  private static boolean sealed(Path file) {
    var name = file.getFileName().toString();
    return !name.equals(NAME) && !name.equals(LOCK);
  }

  private static long checksum(Path file) throws IOException {
    try (var in = new CheckedInputStream(Files.newInputStream(file), new CRC32C())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue();
    }
  }
}
