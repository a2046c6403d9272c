package souk.embedded.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Maven has put a module and its dependencies. */
final class ModuleClassPath {
  private ModuleClassPath() {}

  /**
   * The class path of a module that is run as a process of its own.
   *
   * @throws CannotStart when the module has not been built
   */
  static String of(Path home, String module) {
    var target = home.resolve(module).resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new CannotStart(
          "The module " + module + " is not built: run ./souk, which builds what is missing.");
    }
    return target.resolve("lib") + "/*";
  }
}
