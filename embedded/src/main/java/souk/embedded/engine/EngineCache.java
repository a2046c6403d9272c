package souk.embedded.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/** Souk's directory in the user's cache, where engines are unpacked once for all runs. */
final class EngineCache {
  private EngineCache() {}

  /** Fills a new directory; whatever it throws, nothing of it is ever seen under the final name. */
  @FunctionalInterface
  interface Filling {
    void fill(Path directory) throws IOException;
  }

  /**
   * The directory of this name, filled first if it is not there; safe when several processes do it
   * at once.
   */
  static Path directory(String name, Filling filling) {
    try {
      var wanted = root().resolve(name);
      if (Files.isDirectory(wanted)) return wanted;
      var fresh =
          Files.createTempDirectory(Files.createDirectories(wanted.getParent()), "unpacking-");
      try {
        filling.fill(fresh);
        return settle(fresh, wanted);
      } finally {
        Directories.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory of this name if it has been filled before. */
  static Optional<Path> existing(String name) {
    try {
      return Optional.of(root().resolve(name)).filter(Files::isDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When something of this name was last noted; empty when it never was. */
  static Optional<Instant> lastTouched(String name) {
    try {
      var file = root().resolve(name);
      return Files.exists(file)
          ? Optional.of(Files.getLastModifiedTime(file).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that something of this name has happened now. */
  static void touch(String name) {
    try {
      Files.writeString(root().resolve(name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path settle(Path fresh, Path wanted) throws IOException {
    try {
      return Files.move(fresh, wanted);
    } catch (AtomicMoveNotSupportedException impossible) {
      throw impossible;
    } catch (FileSystemException anotherProcessWasFaster) {
      if (Files.isDirectory(wanted)) return wanted;
      throw anotherProcessWasFaster;
    }
  }

  private static Path root() throws IOException {
    var configured = System.getenv("XDG_CACHE_HOME");
    var home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
    var base =
        configured == null || configured.isEmpty() ? Path.of(home, ".cache") : Path.of(configured);
    try {
      var root = Files.createDirectories(base.resolve("souk"));
      return Files.isWritable(root) ? root : ownTemporary();
    } catch (FileSystemException notWritable) {
      return ownTemporary();
    }
  }

  /** Engines are executed: a directory that another user has put there must not be trusted. */
  private static Path ownTemporary() throws IOException {
    var uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    var root = Path.of(System.getProperty("java.io.tmpdir"), "souk-cache-" + uid);
    if (!Files.isDirectory(root)) {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(root, onlyOwner);
    }
    if (!Files.getAttribute(root, "unix:uid").equals(uid)) {
      throw new IOException(
          root + " belongs to somebody else; set XDG_CACHE_HOME to a directory of your own.");
    }
    return root;
  }
}
