package souk.embedded.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.embedded.engine.Postgres.Durability;
import souk.embedded.process.Nursery.Fate;

/** {@code up}: engines and server on this machine, until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts engines and server and stays until Ctrl-C; the data directory survives.")
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the API (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:souk.home:-.}/data",
      description = "Directory of all data (default: data beside the launcher).")
  private Path data = Path.of("data");

  @Option(
      names = "--roles",
      defaultValue = "api,worker",
      description = "What the server does: api, worker or both (default: ${DEFAULT-VALUE}).")
  private String roles = "api,worker";

  @Override
  public Integer call() {
    var windows = ShortWindows.with(Map.of(), ShortWindows.UP_SECONDS, "10m");
    var tables =
        EmbeddedTable.tables(Home.ofSouk(), Durability.SAFE, roles, OptionalLong.empty(), windows);
    System.out.println(ShortWindows.sentence(ShortWindows.UP_SECONDS));
    var running = new Launch(data, port, Fate.KEEP, tables, System.out).start();
    System.out.println("Ctrl-C stops everything.");
    Thread.ofVirtual().start(new Watch(running.town(), running.ending(), System.out));
    Ending.waitForEver();
    return 0;
  }
}
