package souk.bench.match;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.report.Machine;
import souk.bench.report.Part;
import souk.bench.report.Report;
import souk.bench.ride.RidesPart;
import souk.embedded.engine.TemporalCli;

/**
 * {@code match}: how long it takes until the first driver is asked, in two parts: rides over HTTP,
 * through saga and payment, and trips put straight into dispatch.
 */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "From a ride's request to the first driver asked, beside bare workflows.")
public final class MatchBench extends Benchmark {
  enum Which {
    RIDES,
    TRIPS
  }

  @Option(
      names = "--part",
      split = ",",
      defaultValue = "RIDES,TRIPS",
      description = "What is measured, of rides and trips (default: both).")
  private Set<Which> parts = Set.of();

  @Option(
      names = "--share",
      defaultValue = "0.7",
      description = "Of the rides a second of the bare workflow (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Trips a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Time in which people ask (default: ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--riders",
      defaultValue = "1500",
      description = "Riders with a card, who ride in turn (default: ${DEFAULT-VALUE}).")
  private int riders;

  @Override
  protected Report measure() throws Exception {
    var found = new EnumMap<Which, Part>(Which.class);
    for (var which : Which.values()) {
      if (parts.contains(which)) found.put(which, measure(which));
    }
    return report(found);
  }

  private Part measure(Which which) throws Exception {
    return switch (which) {
      case RIDES -> rides().measure();
      case TRIPS -> new TripsPart(rate, seconds, warmUp, drivers, seed(), this::say).measure();
    };
  }

  private RidesPart rides() throws Missing {
    var temporal =
        TemporalCli.findOrFetch()
            .orElseThrow(() ->
                new Missing(
                    "The temporal command is not on the PATH and cannot be fetched: install"
                        + " Temporal's CLI, or measure --part TRIPS alone."));
    return new RidesPart(temporal, share, seconds, warmUp, drivers, riders, seed(), this::say);
  }

  /** The ratio is that of the first part. */
  private static Report report(Map<Which, Part> found) {
    var goals = found.values().stream().map(Part::goal).collect(Collectors.joining("; "));
    return new Report(
        "match",
        side("from request to first offer, by part", found, Part::ours),
        side("by part", found, Part::reference),
        found.values().iterator().next().ratio(),
        goals,
        found.values().stream().allMatch(Part::met),
        Machine.here());
  }

  private static Map<String, Object> side(
      String what, Map<Which, Part> found, Function<Part, Map<String, Object>> side) {
    var all = new LinkedHashMap<String, Object>();
    all.put("what", what);
    found.forEach(
        (which, part) -> all.put(which.name().toLowerCase(Locale.ROOT), side.apply(part)));
    return all;
  }
}
