package souk.sim;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import souk.sim.client.IssuerKey;
import souk.sim.client.Wire;
import souk.sim.report.Summary;
import souk.sim.verdict.Reconciliation;

/** {@code sim city}: a city of riders and drivers for a while, then a verdict. */
@Command(
    name = "city",
    description = "A city of riders and drivers for a while, then a verdict.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class CityCommand implements Callable<Integer> {
  private static final int BREACH = 1;
  private static final String BUNDLED_CITY = "monaco";

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(names = "--seconds", defaultValue = "180", description = "time in which riders arrive")
  private int seconds;

  @Option(
      names = "--drain-seconds",
      defaultValue = "180",
      description = "time after that by which every ride must be settled")
  private int drainSeconds;

  @Option(names = "--drivers", defaultValue = "150", description = "number of drivers")
  private int drivers;

  @Option(names = "--riders", defaultValue = "300", description = "number of riders")
  private int riders;

  @Option(names = "--seed", defaultValue = "7", description = "decides the whole city")
  private long seed;

  @Option(
      names = "--city",
      defaultValue = BUNDLED_CITY,
      description = "the city's id on the server")
  private String city = BUNDLED_CITY;

  @Option(names = "--osm", description = "the city's roads, an .osm.pbf file")
  private @Nullable Path osm;

  @Option(names = "--report", description = "file to write the report to, as JSON")
  private @Nullable Path report;

  @Option(
      names = "--repeat-as",
      hidden = true,
      description = "the command that ran this, for the line that says how to repeat it")
  private @Nullable String repeatAs;

  /** How to find the server: by what it left in its data directory, or by its address. */
  static final class Where {
    @Option(names = "--data", required = true, description = "data directory of a running server")
    private @Nullable Path data;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Address address;
  }

  /** A server that runs elsewhere. */
  static final class Address {
    @Option(names = "--url", required = true, description = "the server's base address")
    private URI url = URI.create("");

    @Option(names = "--drivers-url", description = "another server, for the drivers' phones")
    private @Nullable URI driversUrl;

    @Option(
        names = "--issuer-key",
        required = true,
        description = "private P-256 JWK that signs the phones' tokens")
    private Path issuerKey = Path.of("");
  }

  @Override
  public Integer call() throws InterruptedException {
    var out = System.out;
    try (var run = new CityRun(options(), out)) {
      if (report != null) checkWritable(report);
      if (!run.awaitServer()) return refuse("no server is ready at " + run.base());
      var outcome = run.run();
      if (report != null)
        Files.writeString(report, Wire.writePretty(outcome) + System.lineSeparator());
      Summary.lines(outcome, Reconciliation.rules().size(), repeat()).forEach(out::println);
      return outcome.isClean() ? ExitCode.OK : BREACH;
    } catch (IOException | IllegalArgumentException unusable) {
      return refuse(String.valueOf(unusable.getMessage()));
    }
  }

  /** Before the run, for who has waited minutes for a verdict wants to read it. */
  private static void checkWritable(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(file)) {
      throw new IOException(file + " cannot be written");
    }
  }

  private static int refuse(String reason) {
    System.err.println("sim: " + reason);
    return ExitCode.USAGE;
  }

  private CityOptions options() throws IOException {
    if (seconds < 1 || drainSeconds < 1 || drivers < 1 || riders < 1) {
      throw new IllegalArgumentException(
          "--seconds, --drain-seconds, --drivers and --riders are at least 1");
    }
    if (osm == null && !city.equals(BUNDLED_CITY)) {
      throw new IllegalArgumentException("no roads of " + city + " here: name them with --osm");
    }
    var target = target();
    return new CityOptions(
        target.base(),
        driversBase(target),
        IssuerKey.read(target.issuerKey()),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(drainSeconds),
        drivers,
        riders,
        seed,
        city,
        Optional.ofNullable(osm),
        Optional.ofNullable(where.data));
  }

  private URI driversBase(RunFile.Target target) {
    var address = where.address;
    return address == null || address.driversUrl == null ? target.base() : address.driversUrl;
  }

  private RunFile.Target target() throws IOException {
    if (where.data != null) return RunFile.read(where.data);
    if (where.address != null) {
      return new RunFile.Target(where.address.url, where.address.issuerKey);
    }
    throw new IllegalArgumentException("where is the server? --data, or --url and --issuer-key");
  }

  private String server() {
    return where.address == null
        ? "--data " + where.data
        : "--url "
            + where.address.url
            + (where.address.driversUrl == null ? "" : " --drivers-url " + where.address.driversUrl)
            + " --issuer-key "
            + where.address.issuerKey;
  }

  private String repeat() {
    return "%s --seed %d --seconds %d --drivers %d --riders %d%s"
        .formatted(
            repeatAs == null ? "./souk sim city " + server() : repeatAs,
            seed,
            seconds,
            drivers,
            riders,
            osm == null ? "" : " --city " + city + " --osm " + osm);
  }
}
