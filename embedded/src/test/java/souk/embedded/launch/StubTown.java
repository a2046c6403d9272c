package souk.embedded.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.embedded.engine.Redis;
import souk.embedded.process.Nursery.Fate;
import souk.embedded.process.Probe;

/**
 * A launcher whose processes are all Redis servers: quick to start, with an address and with data.
 */
@Command(name = "stub")
final class StubTown implements Runnable {
  @Option(names = "--data", required = true)
  private Path data = Path.of("data");

  @Option(names = "--port", required = true)
  private int port;

  @Option(names = "--remove")
  private boolean remove;

  @Option(names = "--server-never-ready")
  private boolean serverNeverReady;

  public static void main(String[] arguments) {
    var commandLine =
        new CommandLine(new StubTown()).setExecutionExceptionHandler(new OneSentence());
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public void run() {
    var fate = remove ? Fate.REMOVE : Fate.KEEP;
    new Launch(data, port, fate, (directory, _) -> new Table(directory), System.out).start();
    Ending.waitForEver();
  }

  private final class Table implements ProcessTable {
    private final Path directory;

    Table(Path directory) {
      this.directory = directory;
    }

    @Override
    public List<Service> engines(int serverPort) {
      return Stream.of("postgres", "redis", "temporal", "psp")
          .map(name -> stub(name, Redis::probe))
          .toList();
    }

    @Override
    public Service server(ToIntFunction<String> portOf) {
      return stub(Town.SERVER, serverNeverReady ? _ -> () -> false : Redis::probe);
    }

    @Override
    public Map<String, String> pages() {
      return Map.of();
    }

    private Service stub(String name, IntFunction<Probe> probe) {
      var redis = Redis.at(directory.resolve(name), Redis.Persistence.LOG);
      return new Service(name, atPort -> redis.spec(name, atPort), probe);
    }
  }
}
