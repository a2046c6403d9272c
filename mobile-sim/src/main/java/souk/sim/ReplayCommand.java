package souk.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import souk.sim.CityOptions.Replay;
import souk.sim.plan.Habits;
import souk.sim.trace.Recording;

/** {@code sim replay}: recorded drivers and orders once more, then a verdict. */
@Command(
    name = "replay",
    description = "Recorded drivers and orders once more, some drivers silent, then a verdict.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private OutcomeOptions outcome = new OutcomeOptions();

  @Option(
      names = "--traces",
      required = true,
      description = "a file that sim city --record has written")
  private Path traces = Path.of("");

  @Option(
      names = "--drop-outs",
      defaultValue = "0",
      description = "share of drivers who stop to send positions while they are on line")
  private double dropOuts;

  @Option(names = "--osm", description = "the city's roads, an .osm.pbf file")
  private @Nullable Path osm;

  @Override
  public Integer call() throws InterruptedException {
    return outcome.of(this::options, "./souk sim replay " + server.words(), repeat());
  }

  private CityOptions options() throws IOException {
    if (!(dropOuts >= 0 && dropOuts <= 1)) {
      throw new IllegalArgumentException("--drop-outs is a share from 0 to 1, not " + dropOuts);
    }
    if (outcome.drainSeconds() < 1) {
      throw new IllegalArgumentException("--drain-seconds is at least 1");
    }
    var recording = Recording.read(traces);
    var run = recording.run();
    if (osm == null && !run.cityId().equals(CityCommand.BUNDLED_CITY)) {
      throw new IllegalArgumentException(
          "no roads of " + run.cityId() + " here: name them with --osm");
    }
    return new CityOptions(
        server.server(),
        Duration.ofSeconds(run.seconds()),
        Duration.ofSeconds(outcome.drainSeconds()),
        run.drivers(),
        run.riders(),
        run.seed(),
        run.cityId(),
        Optional.ofNullable(osm),
        Habits.usual().with(Habits.Radio.perfect()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Replay(recording, dropOuts)),
        Optional.empty());
  }

  private String repeat() {
    return " --traces %s --drop-outs %s%s"
        .formatted(traces, dropOuts, osm == null ? "" : " --osm " + osm);
  }
}
