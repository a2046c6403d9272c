package souk.bench.eta;

import io.micronaut.context.ApplicationContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.report.Machine;
import souk.bench.report.Percentiles;
import souk.bench.report.Report;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.eta.Routes;

/** {@code eta}: 200 drivers to one pick-up by one search, against 200 single routes. */
@Command(
    name = "eta",
    mixinStandardHelpOptions = true,
    description = "200 drivers to one pick-up by one search, against 200 single routes.")
public final class EtaBench extends Benchmark {
  static final int DRIVERS = 200;
  static final double RATIO_MAX = 1 / 3.0;
  static final long DIFFERENCE_MS_MAX = 50;

  private static final int WARM_UP = 100;

  @Option(
      names = "--pickups",
      defaultValue = "200",
      description = "Pick-ups that are measured (default: ${DEFAULT-VALUE}).")
  private int pickups;

  @Override
  protected Report measure() {
    try (var context = ApplicationContext.run(Map.of("souk.graph.patience", "60s"))) {
      var routes = context.getBean(Routes.class);
      return measure(routes, context.getBean(Cities.class).all().getFirst());
    }
  }

  private Report measure(Routes routes, City city) {
    say("Warming up on the roads of %s …".formatted(city.id()));
    new Contest(routes, city, seed() + 1).run(WARM_UP, DRIVERS);
    say("%d pick-ups with %d drivers each, both ways …".formatted(pickups, DRIVERS));
    return report(new Contest(routes, city, seed()).run(pickups, DRIVERS));
  }

  static Report report(Contest.Outcome outcome) {
    var ratio = Report.ratio(outcome.treeMillis(), outcome.routesMillis());
    BooleanSupplier equal =
        () -> outcome.unequal() == 0 && outcome.differenceMsMax() <= DIFFERENCE_MS_MAX;
    return new Report(
        "eta",
        ours(outcome),
        side("200 routes from a driver to the pick-up, one after the other", outcome.routes()),
        ratio,
        "time ratio <= 1/3, and every arrival within 50 ms of the driver's own route",
        outcome.treeMillis() <= RATIO_MAX * outcome.routesMillis() && equal.getAsBoolean(),
        Machine.here());
  }

  private static Map<String, Object> ours(Contest.Outcome outcome) {
    var ours = side("one search backwards from the pick-up to 200 drivers", outcome.tree());
    ours.put("max_difference_ms", outcome.differenceMsMax());
    ours.put("compared", outcome.compared());
    ours.put("unequal", outcome.unequal());
    return ours;
  }

  private static Map<String, Object> side(String what, Percentiles pickupMs) {
    var side = new LinkedHashMap<String, Object>();
    side.put("what", what);
    side.put("pickup_ms", pickupMs);
    return side;
  }
}
