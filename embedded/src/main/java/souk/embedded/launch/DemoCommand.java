package souk.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.embedded.engine.JavaCommand;
import souk.embedded.engine.Postgres.Durability;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery.Fate;

/**
 * {@code demo}: a throw-away Souk with a simulated city at work in it; exits as the simulator does.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Starts everything on throw-away data, runs a simulated city in it and reports.")
public final class DemoCommand implements Callable<Integer> {
  /**
   * The simulated city books seconds ahead: its bookings are to wait for their time, too; and its
   * drivers are to have their money before it is gone.
   */
  private static final Map<String, String> BRIEF =
      ShortWindows.with(
          Map.of("SOUK_RIDES_SCHEDULED_LEAD", "10s"), ShortWindows.DEMO_SECONDS, "1m");

  /** For a last window, its transfers and what the twin takes for a bank's days. */
  private static final String PAID_WITHIN = "120s";

  @Option(
      names = "--seconds",
      defaultValue = "180",
      description = "Time in which riders arrive (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--drivers",
      defaultValue = "150",
      description = "Drivers on the road (default: ${DEFAULT-VALUE}).")
  private int drivers;

  @Option(
      names = "--riders",
      description = "Riders who arrive (default: 300, and fewer in less than 180 seconds).")
  private @Nullable Integer riders;

  @Option(names = "--seed", paramLabel = "N", description = "One seed gives the same city.")
  private @Nullable Long seed;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the report as JSON too.")
  private @Nullable Path report;

  @Option(names = "--port", description = "Port of the API (default: a free one).")
  private @Nullable Integer port;

  @Option(names = "--keep", description = "Keeps the data directory.")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var home = Home.ofSouk();
    // before anything is started: a missing build must not cost a start
    var simulator = ModuleClassPath.of(home, "mobile-sim");
    // not made yet: a start that is refused leaves nothing behind
    var data = Path.of(System.getProperty("java.io.tmpdir"), "souk-demo-" + UUID.randomUUID());
    var apiPort = port == null ? FreePorts.next() : port;
    var twinSeed = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    var tables = EmbeddedTable.tables(home, Durability.THROW_AWAY, "api,worker", twinSeed, BRIEF);
    var fate = keep ? Fate.KEEP : Fate.REMOVE;
    System.out.println(ShortWindows.sentence(ShortWindows.DEMO_SECONDS));
    var running = new Launch(data, apiPort, fate, tables, System.out).start();
    return running
        .nursery()
        .runOnTerminal(new ChildSpec("sim", simulatorCommand(simulator, data.toRealPath())));
  }

  private List<String> simulatorCommand(String classPath, Path data) {
    var command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(JavaCommand.QUIET);
    command.addAll(
        List.of("-cp", classPath, "souk.sim.Simulator", "city", "--data", data.toString()));
    command.addAll(List.of("--seconds", "" + seconds, "--drivers", "" + drivers));
    if (riders != null) command.addAll(List.of("--riders", "" + riders));
    command.addAll(List.of("--paid-within", PAID_WITHIN));
    // its data are gone when the last line is read
    command.addAll(List.of("--repeat-as", "./souk demo"));
    if (seed != null) command.addAll(List.of("--seed", "" + seed));
    if (report != null) command.addAll(List.of("--report", report.toString()));
    return command;
  }
}
