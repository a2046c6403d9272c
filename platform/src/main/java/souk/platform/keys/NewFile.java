package souk.platform.keys;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is made once, for what must never be lost and never be made twice, such as a key. It
 * appears whole or not at all, is its owner's alone, and is on the disk when this returns: what was
 * done under a key that a power cut then takes away could never be read again.
 */
public final class NewFile {
  private NewFile() {}

  /** Returns once a file, or a directory with the names in it, would outlive a power cut. */
  @FunctionalInterface
  interface Disk {
    void force(Path path) throws IOException;
  }

  /**
   * Makes the file unless it is there: of several who do so at once, one has made it, and all find
   * the same. Whoever finds it there sees to it that its name is on the disk, too: who made it may
   * have died before he did, or be about to.
   */
  public static void create(Path file, String text) throws IOException {
    create(file.toAbsolutePath(), text, NewFile::force);
  }

  static void create(Path file, String text, Disk disk) throws IOException {
    var directory = requireNonNull(file.getParent());
    if (Files.exists(file)) {
      // whoever may not read it was given the file, and no name in it is his
      if (Files.isReadable(directory)) disk.force(directory);
      return;
    }
    var isNewDirectory = !Files.exists(directory);
    Files.createDirectories(directory);
    var whole = Files.createTempFile(directory, "key", ".new", ownerOnly());
    try {
      Files.writeString(whole, text);
      disk.force(whole);
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException another) {
      // theirs counts
    } finally {
      Files.delete(whole);
    }
    disk.force(directory);
    if (isNewDirectory) disk.force(requireNonNull(directory.getParent()));
  }

  private static void force(Path path) throws IOException {
    var option = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (var channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static java.nio.file.attribute.FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
