package souk.embedded.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The directory that holds all data of one embedded Souk. It is locked while we use it, and refused
 * with a reason, before anything in it is touched, when it is in use, foreign, or of a layout that
 * we cannot read.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "souk.lock";
  // what a first start that was broken off early leaves behind
  private static final Set<String> EMPTY_BUT_FOR = Set.of(LOCK);

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the directory, which is created when it is missing.
   *
   * @throws CannotStart when it must not be used
   */
  static DataDirectory open(Path wanted) {
    try {
      var path = create(wanted.toAbsolutePath()).toRealPath();
      refuseForeign(path);
      var directory = new DataDirectory(path, lock(path));
      directory.checkLayout();
      return directory;
    } catch (FileSystemException notOurs) {
      throw new CannotStart(
          "Souk cannot write to the data directory " + wanted + ": " + reason(notOurs) + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory, absolute and without symbolic links. */
  Path path() {
    return path;
  }

  /** Gives the directory back to other processes. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Logs and journals in it are nobody else's business. */
  private static Path create(Path wanted) throws IOException {
    if (Files.isDirectory(wanted)) return wanted;
    Files.createDirectories(wanted.resolveSibling(""));
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createDirectory(wanted, onlyOwner);
  }

  private void checkLayout() throws IOException {
    try {
      Layout.readOrWrite(path);
    } catch (CannotStart refused) {
      close();
      throw refused;
    }
  }

  private static void refuseForeign(Path path) throws IOException {
    if (Layout.isMarked(path)) return;
    try (var files = Files.list(path)) {
      if (files.allMatch(file -> EMPTY_BUT_FOR.contains(file.getFileName().toString()))) return;
    }
    throw new CannotStart(
        path + " holds files that are not Souk's; give --data a new or empty directory.");
  }

  private static FileChannel lock(Path path) throws IOException {
    var file = path.resolve(LOCK);
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new CannotStart(
          path
              + " is in use by another Souk (process "
              + Files.readString(file).strip()
              + "); stop that one first.");
    }
    channel.truncate(0);
    var pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byThisProcess) {
      return false;
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> e.getFile() + " is a file";
      case NotDirectoryException _ -> e.getFile() + " is a file";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
    };
  }
}
