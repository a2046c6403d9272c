package souk.embedded.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The server's classes as a run before has loaded and linked them, which about halves its start.
 * The JVM checks the cache against itself and the jars; where it does not fit, or is not there, the
 * server starts as it always would.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
final class StartCache {
  private final Path file;

  private StartCache(Path file) {
    this.file = file;
  }

  /** The cache beside the built server. */
  static StartCache of(Path home) {
    return new StartCache(home.resolve("server/target/souk.aot"));
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Flags of a JVM that uses the cache. */
  List<String> use() {
    // without the second flag the JVM complains in the log about a cache of another build
    return exists() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=off") : List.of();
  }

  /** Flags of a JVM that writes the cache when it ends. */
  List<String> make() {
    return List.of("-XX:AOTCacheOutput=" + file);
  }
}
