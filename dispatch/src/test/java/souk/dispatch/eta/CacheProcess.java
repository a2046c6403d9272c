package souk.dispatch.eta;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process of its own that opens Monaco's graph in a directory and prints one route. */
final class CacheProcess {
  private final Process process;

  private CacheProcess(Process process) {
    this.process = process;
  }

  static CacheProcess start(Path directory) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CacheProcess.class.getName(),
            directory.toString());
    return new CacheProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  public static void main(String[] arguments) throws IOException {
    var graph = new GraphCache(Path.of(arguments[0])).open(Roads.MONACO.roads());
    System.out.println("route " + Roads.found(graph.route(Roads.CASINO, Roads.STATION)));
  }

  /** The line with the route, once the process has ended by itself. */
  String route() throws IOException, InterruptedException {
    try (var lines = process.inputReader().lines()) {
      var route = lines.filter(line -> line.startsWith("route ")).findFirst();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("The process did not end well: " + process.info());
      }
      return route.orElseThrow();
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
