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
import souk.sim.CityOptions.Flushing;
import souk.sim.fault.RedisFlush;
import souk.sim.plan.Habits;

/** {@code sim city}: a city of riders and drivers for a while, then a verdict. */
@Command(
    name = "city",
    description = "A city of riders and drivers for a while, then a verdict.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class CityCommand implements Callable<Integer> {
  static final String BUNDLED_CITY = "monaco";
  private static final int SECONDS = 180;
  private static final int RIDERS = 300;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private OutcomeOptions outcome = new OutcomeOptions();
  @Mixin private ShareOptions shares = new ShareOptions();

  @Option(
      names = "--seconds",
      defaultValue = "" + SECONDS,
      description = "time in which riders arrive")
  private int seconds;

  @Option(names = "--drivers", defaultValue = "150", description = "number of drivers")
  private int drivers;

  @Option(
      names = "--riders",
      description = "number of riders (by default 300, and fewer in less than 180 seconds)")
  private @Nullable Integer riders;

  @Option(names = "--seed", defaultValue = "7", description = "decides the whole city")
  private long seed;

  @Option(
      names = "--city",
      defaultValue = BUNDLED_CITY,
      description = "the city's id on the server")
  private String city = BUNDLED_CITY;

  @Option(names = "--osm", description = "the city's roads, an .osm.pbf file")
  private @Nullable Path osm;

  @Option(
      names = "--flush-every",
      description = "empties the server's Redis at this period, such as 5s, while the city runs")
  private @Nullable String flushEvery;

  @Option(names = "--record", description = "file to write all positions and orders to")
  private @Nullable Path record;

  @Option(
      names = "--paid-within",
      description =
          "how long after the end drivers may wait for their money, such as 90s; for a server whose"
              + " payout windows are that short")
  private @Nullable String paidWithin;

  @Override
  public Integer call() throws InterruptedException {
    return outcome.of(this::options, "./souk sim city " + server.words(), repeat());
  }

  private CityOptions options() throws IOException {
    if (seconds < 1 || outcome.drainSeconds() < 1 || drivers < 1 || riders() < 1) {
      throw new IllegalArgumentException(
          "--seconds, --drain-seconds, --drivers and --riders are at least 1");
    }
    if (osm == null && !city.equals(BUNDLED_CITY)) {
      throw new IllegalArgumentException("no roads of " + city + " here: name them with --osm");
    }
    var habits = Habits.of(shares.shares());
    if (record != null) OutcomeOptions.checkWritable(record);
    var target = server.server();
    return new CityOptions(
        target,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(outcome.drainSeconds()),
        drivers,
        riders(),
        seed,
        city,
        Optional.ofNullable(osm),
        habits,
        flushing(target),
        Optional.ofNullable(record),
        Optional.empty(),
        paidWithin());
  }

  /** A short look is no rush: as many in a second as in the usual window. */
  private int riders() {
    if (riders != null) return riders;
    return (int) Math.clamp((long) RIDERS * seconds / SECONDS, 1, RIDERS);
  }

  private Optional<Flushing> flushing(ServerOptions.Server target) throws IOException {
    if (flushEvery == null) return Optional.empty();
    var every = Period.of("--flush-every", flushEvery);
    var redis =
        target
            .redis()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--flush-every needs a server with a data directory, whose run.json says where"
                        + " its Redis is"));
    RedisFlush.check(redis);
    return Optional.of(new Flushing(redis, every));
  }

  private Optional<Duration> paidWithin() {
    return Optional.ofNullable(paidWithin).map(text -> Period.of("--paid-within", text));
  }

  private String repeat() {
    return " --seed %d --seconds %d --drivers %d --riders %d%s%s%s%s"
        .formatted(
            seed,
            seconds,
            drivers,
            riders(),
            osm == null ? "" : " --city " + city + " --osm " + osm,
            flushEvery == null ? "" : " --flush-every " + flushEvery,
            // the demo brings it itself
            paidWithin == null || outcome.isRepeatedByOthers()
                ? ""
                : " --paid-within " + paidWithin,
            shares.words());
  }
}
