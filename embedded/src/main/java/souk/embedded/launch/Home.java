package souk.embedded.launch;

import java.nio.file.Path;

/** Where the built modules are. */
final class Home {
  private Home() {}

  /** The repository, as {@code ./souk} says; the current directory without it. */
  static Path ofSouk() {
    return Path.of(System.getProperty("souk.home", ".")).toAbsolutePath().normalize();
  }
}
