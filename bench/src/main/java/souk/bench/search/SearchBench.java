package souk.bench.search;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.load.Issuer;
import souk.bench.load.PhoneLine;
import souk.bench.load.Server;
import souk.bench.report.Latencies;
import souk.bench.report.Machine;
import souk.bench.report.Percentiles;
import souk.bench.report.Report;

/** {@code search}: stays searched over HTTP in a town of hotels, by one read each. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Stays searched in 1,000 hotels by one read, against a look at each hotel.")
public final class SearchBench extends Benchmark {
  static final int HOTELS = 1_000;
  static final int NIGHTS = 365;
  static final double P99_MS_MAX = 500;

  private static final String DATABASE = "search";
  private static final int REFERENCE_WARM_UP = 20;

  @Option(
      names = "--hotels",
      defaultValue = "" + HOTELS,
      description =
          "Hotels with three types of rooms and three plans each (default: ${DEFAULT-VALUE}).")
  private int hotels;

  @Option(
      names = "--rate",
      defaultValue = "10",
      description = "Searches a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "Time in which people search (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--reference",
      defaultValue = "200",
      description = "Of the same questions, hotel by hotel (default: ${DEFAULT-VALUE}).")
  private int reference;

  @Override
  protected Report measure() throws Exception {
    var today = LocalDate.now(ZoneId.of("Europe/Monaco"));
    try (var engines = Engines.start()) {
      var issuer = new Issuer();
      var server = Server.start(engines, DATABASE, issuer, Map.of("SOUK_ROLES", "api"));
      say("Building %d hotels for %d nights …".formatted(hotels, NIGHTS));
      try (var database = engines.connect(DATABASE)) {
        Town.build(database, hotels, NIGHTS, today, seed());
      }
      try (var phones = new PhoneLine(server)) {
        say("Up to %s searches a second within %d s …".formatted(rate, warmUp));
        var rising = Arrivals.rising(rate, Duration.ofSeconds(warmUp), seed() + 1);
        new Guests(phones, issuer).ask(rising, today, seed() + 2);
        say("%s searches a second, %d s …".formatted(rate, seconds));
        var arrivals = Arrivals.atRate(rate, Duration.ofSeconds(seconds), seed() + 3);
        var found = new Guests(phones, issuer).ask(arrivals, today, seed() + 4);
        say("%d of the same, hotel by hotel …".formatted(reference));
        return report(found, rate, hotels, hotelByHotel(engines, today), Machine.here());
      }
    }
  }

  private Percentiles hotelByHotel(Engines engines, LocalDate today) throws SQLException {
    try (var database = engines.connect(DATABASE);
        var each = new HotelByHotel(database)) {
      ask(each, REFERENCE_WARM_UP, new SplittableRandom(seed() + 2), today);
      return ask(each, reference, new SplittableRandom(seed() + 4), today);
    }
  }

  private static Percentiles ask(
      HotelByHotel each, int count, SplittableRandom random, LocalDate today) throws SQLException {
    var latencies = new Latencies();
    for (int n = 0; n < count; n++) {
      var question = Question.draw(random, today);
      var began = System.nanoTime();
      each.ask(question);
      latencies.took(Duration.ofNanos(System.nanoTime() - began));
    }
    return latencies.percentiles();
  }

  static Report report(
      Guests.Outcome found, double rate, int hotels, Percentiles reference, Machine machine) {
    return new Report(
        "search",
        ours(found, rate, hotels),
        Map.of(
            "what",
            "all nights and prices of each hotel of the area by two statements, one search at a"
                + " time, judged by nobody",
            "search_ms",
            reference),
        Report.ratio(found.all().p99(), reference.p99()),
        "search p99 < 500 ms at 1,000 hotels x 365 nights x 3 types x 3 plans",
        found.refused() == 0 && found.all().p99() < P99_MS_MAX && hotels >= HOTELS,
        machine);
  }

  private static Map<String, Object> ours(Guests.Outcome found, double rate, int hotels) {
    var ours = new LinkedHashMap<String, Object>();
    ours.put("what", "GET /v1/stays/search, from the instant at which it was meant to be asked");
    ours.put("hotels", hotels);
    ours.put("wanted_per_second", rate);
    ours.put("search_ms", found.all());
    ours.put("exact_dates_ms", found.exact());
    ours.put("flexible_dates_ms", found.flexible());
    ours.put("shown_mean", found.shownMean());
    ours.put("not_answered", found.refused());
    found.failure().ifPresent(why -> ours.put("first_not_answered", why));
    return ours;
  }
}
