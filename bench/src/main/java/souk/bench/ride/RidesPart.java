package souk.bench.ride;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.load.Server;
import souk.bench.report.Part;
import souk.bench.report.Report;
import souk.bench.ride.bare.BareRides;
import souk.dispatch.city.Cities;

/**
 * Rides over HTTP from the intended request until the first driver's socket brings the offer, at a
 * share of the rides a second that bare workflows reach before on the same machine.
 *
 * @param temporalCli the {@code temporal} command
 * @param share of the reference's rate
 * @param warmUp seconds before, which do not count
 * @param say tells the terminal what is going on
 */
public record RidesPart(
    Path temporalCli,
    double share,
    int seconds,
    int warmUp,
    int drivers,
    int riders,
    long seed,
    Consumer<String> say) {
  static final double SHARE_MIN = 0.7;
  static final double P99_MS_MAX = 1_000;
  static final Duration PSP = Duration.ofMillis(20);

  private static final String DATABASE = "bare";
  private static final List<Integer> AT_ONCE = List.of(10, 20, 50, 100);
  private static final int AT_ONCE_WARM = 50;

  /** More than any machine is expected to drive. */
  private static final int RIDES_PER_SECOND_MAX = 250;

  private static final int SAMPLED = 100;

  /** Drives bare rides, then whole ones. */
  public Part measure() throws Exception {
    var reached = reference();
    var reference = reached.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    return ours(reached, share * reference, reference);
  }

  private Map<Integer, Double> reference() throws Exception {
    var each = Duration.ofSeconds(Math.max(1, seconds / 4));
    try (var engines = Engines.start()) {
      var temporal = engines.startTemporal(temporalCli);
      Server.migrate(engines, DATABASE);
      try (var bare = new BareRides(engines.jdbcUrl(DATABASE), temporal, engines.startPsp(PSP))) {
        say.accept("Bare workflows: %s at once, %d s each …".formatted(AT_ONCE, each.toSeconds()));
        perSecond(bare, AT_ONCE_WARM, Duration.ofSeconds(Math.max(1, warmUp / 4)));
        var reached = new LinkedHashMap<Integer, Double>();
        for (var atOnce : AT_ONCE) reached.put(atOnce, perSecond(bare, atOnce, each));
        return reached;
      }
    }
  }

  private static double perSecond(BareRides bare, int atOnce, Duration time) throws Exception {
    bare.request((int) time.toSeconds() * RIDES_PER_SECOND_MAX);
    return tenths(bare.perSecond(atOnce, time));
  }

  private Part ours(Map<Integer, Double> reached, double rate, double reference) throws Exception {
    try (var engines = Engines.start()) {
      var souk = Souk.start(engines, temporalCli);
      try (var load = new Load(souk, Cities.standard().all().getFirst(), riders, drivers, seed)) {
        souk.tellCardsApart();
        say.accept(
            "Rides over HTTP: up to %.1f a second within %d s, then %d s …"
                .formatted(rate, warmUp, seconds));
        load.run(Arrivals.rising(rate, Duration.ofSeconds(warmUp), seed + 1));
        var processors = engines.processors();
        var outcome = load.run(Arrivals.atRate(rate, Duration.ofSeconds(seconds), seed));
        var busy = processors.busy();
        var tasks = souk.workflowTasks(outcome.rides().stream().limit(SAMPLED).toList());
        return part(outcome, tasks, busy, reached, rate, reference);
      }
    }
  }

  private Part part(
      Load.Outcome outcome,
      double tasks,
      Map<String, Double> busy,
      Map<Integer, Double> reached,
      double rate,
      double reference) {
    var ours = new LinkedHashMap<String, Object>();
    ours.put("what", "POST /v1/rides until offer.made at the driver's socket, driven to the end");
    ours.put("rides_per_second", tenths(rate));
    ours.put("drivers", drivers);
    ours.put("riders", riders);
    ours.put("warm_up_s", warmUp);
    ours.put("first_offer_ms", outcome.offerMs());
    ours.put("refused", outcome.refused());
    ours.put("never_offered", outcome.neverOffered());
    ours.put("completed", outcome.completed());
    ours.put("workflow_tasks_per_ride", tenths(tasks));
    ours.put("processors_busy", busy);
    var theirs = new LinkedHashMap<String, Object>();
    theirs.put("what", "a workflow with the same local activities, SQL and PSP calls, and no more");
    theirs.put("rides_per_second", reference);
    theirs.put("rides_per_second_by_rides_at_once", reached);
    return new Part(
        ours,
        theirs,
        Report.ratio(rate, reference),
        "request to first offer pushed: p99 < 1 s at 0.7 x the rides/s of a bare workflow",
        isMet(share, outcome));
  }

  static boolean isMet(double share, Load.Outcome outcome) {
    return share >= SHARE_MIN
        && outcome.refused() == 0
        && outcome.neverOffered() == 0
        && outcome.offerMs().p99() < P99_MS_MAX;
  }

  private static double tenths(double number) {
    return Math.round(10 * number) / 10.0;
  }
}
