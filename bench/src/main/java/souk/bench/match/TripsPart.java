package souk.bench.match;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.report.Part;
import souk.bench.report.Report;

/**
 * Trips put straight into dispatch, from the intended request until the first driver's phone hears
 * of them, against the same trips offered without any matching.
 *
 * @param rate trips a second
 * @param warmUp seconds before, which do not count
 * @param say tells the terminal what is going on
 */
record TripsPart(
    double rate, int seconds, int warmUp, int drivers, long seed, Consumer<String> say) {
  static final double RATE_MIN = 50;
  static final double P99_MS_MAX = 300;

  Part measure() throws Exception {
    try (var engines = Engines.start()) {
      var ours = ours(engines);
      return part(ours, reference(engines));
    }
  }

  private Side.Outcome ours(Engines engines) throws SQLException, InterruptedException {
    try (var process = DispatchProcess.start(engines, "rounds", "api,worker");
        var crew = Drivers.signOn(process, drivers, seed)) {
      crew.ping();
      return loaded("matched by rounds", new Side(process, new LeftToRounds()));
    }
  }

  private Side.Outcome reference(Engines engines) throws SQLException, InterruptedException {
    try (var process = DispatchProcess.start(engines, "at_once", "api");
        var crew = Drivers.signOn(process, drivers, seed)) {
      return loaded("offered at once", new Side(process, new OfferedAtOnce(process, crew.ids())));
    }
  }

  private Side.Outcome loaded(String how, Side side) throws InterruptedException {
    say.accept(
        "Trips %s: %s a second, %d s to warm up, then %d s …"
            .formatted(how, rate, warmUp, seconds));
    side.run(Arrivals.atRate(rate, Duration.ofSeconds(warmUp), seed + 1), seed + 1);
    return side.run(Arrivals.atRate(rate, Duration.ofSeconds(seconds), seed), seed);
  }

  private Part part(Side.Outcome ours, Side.Outcome reference) {
    return new Part(
        side("trips into dispatch, matched by the city's rounds, driven to the end", ours),
        side("the same trips, offered at once to a driver known to be free", reference),
        Report.ratio(ours.offerMs().p99(), reference.offerMs().p99()),
        "request to first offer pushed: p99 < 300 ms at 50 trips/s",
        rate >= RATE_MIN && ours.neverOffered() == 0 && ours.offerMs().p99() < P99_MS_MAX);
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
