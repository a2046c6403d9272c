package souk.bench.match;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.report.Machine;
import souk.bench.report.Report;

/**
 * {@code match}: trips put straight into dispatch, from the intended request until the first
 * driver's phone hears of them, against the same trips offered without any matching.
 */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "From a trip's request to the first driver asked, against offers made at once.")
public final class MatchBench extends Benchmark {
  static final double P99_MS_MAX = 300;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Trips a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Time in which trips are requested (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "Seconds before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--drivers",
      defaultValue = "800",
      description = "Drivers on line (default: ${DEFAULT-VALUE}).")
  private int drivers;

  @Override
  protected Report measure() throws Exception {
    try (var engines = Engines.start()) {
      var ours = ours(engines);
      return report(ours, reference(engines));
    }
  }

  private Side.Outcome ours(Engines engines) throws SQLException, InterruptedException {
    try (var process = DispatchProcess.start(engines, "rounds", "api,worker");
        var crew = Drivers.signOn(process, drivers, seed())) {
      crew.ping();
      return loaded("matched by rounds", new Side(process, new LeftToRounds()));
    }
  }

  private Side.Outcome reference(Engines engines) throws SQLException, InterruptedException {
    try (var process = DispatchProcess.start(engines, "at_once", "api");
        var crew = Drivers.signOn(process, drivers, seed())) {
      return loaded("offered at once", new Side(process, new OfferedAtOnce(process, crew.ids())));
    }
  }

  private Side.Outcome loaded(String how, Side side) throws InterruptedException {
    say(
        "Trips %s: %s a second, %d s to warm up, then %d s …"
            .formatted(how, rate, warmUp, seconds));
    side.run(Arrivals.atRate(rate, Duration.ofSeconds(warmUp), seed() + 1), seed() + 1);
    return side.run(Arrivals.atRate(rate, Duration.ofSeconds(seconds), seed()), seed());
  }

  private Report report(Side.Outcome ours, Side.Outcome reference) {
    return new Report(
        "match",
        side("trips into dispatch, matched by the city's rounds, driven to the end", ours),
        side("the same trips, offered at once to a driver known to be free", reference),
        Report.ratio(ours.offerMs().p99(), reference.offerMs().p99()),
        "request to first offer pushed: p99 < 300 ms at 50 trips/s",
        rate >= 50 && ours.neverOffered() == 0 && ours.offerMs().p99() < P99_MS_MAX,
        Machine.here());
  }

  private Map<String, Object> side(String what, Side.Outcome outcome) {
    var side = new LinkedHashMap<String, Object>();
    side.put("what", what);
    side.put("trips_per_second", rate);
    side.put("drivers", drivers);
    side.put("warm_up_s", warmUp);
    side.put("first_offer_ms", outcome.offerMs());
    side.put("never_offered", outcome.neverOffered());
    side.put("completed", outcome.completed());
    return side;
  }
}
