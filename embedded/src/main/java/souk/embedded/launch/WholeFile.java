package souk.embedded.launch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody ever sees half written, not even after a power cut. */
final class WholeFile {
  private WholeFile() {}

  /** Writes a file that only its owner may read: most of ours hold keys or passwords. */
  static void write(Path file, byte[] content) throws IOException {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new", onlyOwner);
    try {
      Files.write(fresh, content);
      force(fresh, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(requireNonNull(file.getParent()), StandardOpenOption.READ);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** On the disk, a directory with the names in it. */
  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (var channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
