package souk.embedded.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How another Java process is started on the JDK that runs this one. */
public final class JavaCommand {
  /** Flags that keep the JVM from warning about what libraries do in it. */
  public static final List<String> QUIET =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** Flags of a JVM that is to be up soon and does not live for long. */
  public static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaCommand() {}

  /** A main class of this process's own class path, tuned to be up soon and to stay small. */
  public static List<String> quick(String mainClass, String... arguments) {
    return command(BRIEF, mainClass, arguments);
  }

  /**
   * As {@link #quick}, but tuned to take little of the processors once it has run for a while: a
   * heap that is given back is marked every few seconds.
   */
  public static List<String> lasting(String mainClass, String... arguments) {
    return command(List.of("-XX:MaxHeapFreeRatio=90"), mainClass, arguments);
  }

  private static List<String> command(List<String> flags, String mainClass, String... arguments) {
    var command = new ArrayList<>(List.of(java(), "-Xmx512m"));
    command.addAll(flags);
    command.addAll(QUIET);
    // a test's class path may bring a logger that writes the engine's debug lines
    command.add("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The java binary that runs this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
