package souk.embedded.engine;

import java.net.URL;
import java.nio.file.Path;

/** The Maven artifact that a resource comes from. */
final class Artifact {
  private Artifact() {}

  /**
   * The jar's name with its version, without the ending: new versions are unpacked beside old ones.
   */
  static String nameOf(URL resource) {
    var jar = resource.toString().replaceFirst("!.*", "");
    return Path.of(jar).getFileName().toString().replaceFirst("\\.jar$", "");
  }
}
