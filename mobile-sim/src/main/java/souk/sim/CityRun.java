package souk.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import souk.sim.client.Api;
import souk.sim.client.TokenMint;
import souk.sim.journal.Journal;
import souk.sim.journal.JournalFile;
import souk.sim.measure.Latencies;
import souk.sim.measure.Milestones;
import souk.sim.measure.Roster;
import souk.sim.measure.Tally;
import souk.sim.phone.City;
import souk.sim.phone.Driver;
import souk.sim.phone.Rider;
import souk.sim.plan.CityPlan;
import souk.sim.report.Progress;
import souk.sim.report.Report;
import souk.sim.road.Places;
import souk.sim.road.Roads;
import souk.sim.trace.Recorder;
import souk.sim.trace.Traces;
import souk.sim.verdict.Breach;
import souk.sim.verdict.Inquiry;
import souk.sim.verdict.Inquiry.Witness;
import souk.sim.verdict.Reconciliation;

/** One run of a city: open, let riders arrive, drain, ask what is left, judge. */
final class CityRun implements AutoCloseable {
  private static final Duration SERVER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration WARM_UP_MAX = Duration.ofSeconds(30);
  private static final Duration DRAIN_LOOK = Duration.ofSeconds(1);
  private static final Duration HOME_MAX = Duration.ofSeconds(30);

  /** A city opens though a few drivers are late. */
  private static final int DRIVERS_READY_PERCENT = 95;

  private final CityOptions options;
  private final PrintStream out;
  private final Api api;
  private final Api driversApi;
  private final Optional<JournalFile> journals;
  private final Optional<Recorder> recorder;
  private final String nonce = nonce();
  private final Tally tally = new Tally();
  private final Roster roster = new Roster();
  private final Latencies latencies = new Latencies();
  private final Milestones milestones = new Milestones(latencies);
  private final City.Hours hours = new City.Hours();

  /**
   * Prepares a run.
   *
   * @throws IOException when its journals cannot be written
   */
  CityRun(CityOptions options, PrintStream out) throws IOException {
    this.options = options;
    this.out = out;
    api = new Api(options.server().base());
    driversApi = api.beside(options.server().driversBase());
    var file = options.record();
    recorder =
        file.isPresent() ? Optional.of(new Recorder(file.get(), options.city())) : Optional.empty();
    var directory = options.server().journals();
    journals =
        directory.isPresent()
            ? Optional.of(new JournalFile(directory.get().resolve("sim-" + nonce)))
            : Optional.empty();
  }

  URI base() {
    return options.server().base();
  }

  boolean awaitServer() throws InterruptedException {
    return api.isReady(SERVER_PATIENCE) && driversApi.isReady(SERVER_PATIENCE);
  }

  Report run() throws InterruptedException {
    var roads = options.osm().map(Roads::of).orElseGet(Roads::monaco);
    return run(roads, Places.of(roads));
  }

  /** Runs a city of other places. */
  Report run(Roads roads, Places places) throws InterruptedException {
    var plan = options.plan(places);
    var city = city(roads);
    var drivers = plan.drivers().stream().map(driver -> new Driver(city, driver)).toList();
    var riders = plan.riders().stream().map(rider -> new Rider(city, rider)).toList();
    var observer = new Observer(city, plan, new Api(base()));
    try (observer) {
      live(plan, drivers, riders, observer);
    }
    return judge(city, plan, drivers, riders, observer);
  }

  private City city(Roads roads) {
    Journal.Keeper inMemoryOnly = (_, _, _) -> {};
    return new City(
        options.city(),
        nonce,
        options.seed(),
        api,
        driversApi,
        new TokenMint(options.server().issuerKey()),
        roads,
        journals.<Journal.Keeper>map(file -> file).orElse(inMemoryOnly),
        latencies,
        milestones,
        tally,
        roster,
        recorder.<Traces>map(file -> file).orElse((_, _, _) -> {}),
        hours);
  }

  private void live(CityPlan plan, List<Driver> drivers, List<Rider> riders, Observer observer)
      throws InterruptedException {
    try (var progress = new Progress(out, isTerminal(), tally, api.load());
        var driving = new Phones();
        var riding = new Phones()) {
      progress.phase("drivers come on line");
      for (var driver : drivers) driving.start(driver.phone(), driver::live);
      awaitDrivers(plan.drivers().stream().filter(d -> d.hours().isPunctual()).count());
      hours.open();
      recorder.ifPresent(file -> file.opened(plan, options.window()));
      observer.begin(options.flushing());
      progress.phase("riders arrive");
      for (var rider : riders) riding.start(rider.phone(), rider::live);
      riding.await(options.window());
      progress.phase("the city drains");
      drain(riding);
      riding.close();
      observer.end();
      hours.close();
      progress.phase("drivers go home");
      driving.await(HOME_MAX);
    }
  }

  private void drain(Phones riding) throws InterruptedException {
    var drain = new Drain(options.drain());
    var began = System.nanoTime();
    var drained = Duration.ZERO;
    while (riding.areBusy() && drain.goesOn(drained, tally.sinceARideMoved())) {
      riding.await(DRAIN_LOOK);
      drained = Duration.ofNanos(System.nanoTime() - began);
    }
    var more = drained.minus(options.drain()).toSeconds();
    if (more > 0) tally.count("drain_extended_s", more);
  }

  private void awaitDrivers(long punctual) throws InterruptedException {
    var end = System.nanoTime() + WARM_UP_MAX.toNanos();
    while (online() * 100 < punctual * DRIVERS_READY_PERCENT && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private int online() {
    var standings = tally.drivers();
    return standings.getOrDefault("free", 0) + standings.getOrDefault("on trip", 0);
  }

  private Report judge(
      City city, CityPlan plan, List<Driver> drivers, List<Rider> riders, Observer observer)
      throws InterruptedException {
    milestones.countFirstOffers();
    options
        .paidWithin()
        .ifPresent(within ->
            out.println(
                "waiting until drivers have their money, " + within.toSeconds() + " s at most"));
    var inquiry = new Inquiry(city.operator(), api.clock().ahead());
    var phones =
        Stream.concat(riders.stream().map(Rider::phone), drivers.stream().map(Driver::phone));
    var history =
        inquiry.history(
            Stream.concat(
                    phones.map(phone -> new Witness(phone.journal(), phone.caller())),
                    Stream.of(observer.witness()))
                .toList(),
            options.paidWithin());
    tally.count("offers_judged", history.offers());
    tally.count("booked_judged", history.booked());
    tally.count("ages_judged", history.ages());
    if (options.paidWithin().isPresent()) {
      tally.count("orders_explained", history.books().explained());
      tally.count("payouts_settled", history.books().payouts());
      tally.count("days_settled", history.books().daysSettled());
      tally.count("differences_open", history.books().different().size());
    }
    var breaches = new ArrayList<Breach>(Reconciliation.breaches(history));
    breaches.addAll(inquiry.audit());
    return Report.of(
        options.seed(),
        options.window().toSeconds(),
        plan.fingerprint(),
        riders.stream().flatMap(rider -> rider.outcomes().stream()).toList(),
        history,
        latencies,
        api.load().counts(),
        tally.counts(),
        breaches);
  }

  @SuppressWarnings("SystemConsoleNull") // a run-time image without jdk.internal.le has none
  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Tells this run's idempotency keys and journals from those of other runs. */
  private static String nonce() {
    var now = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    return now.format(Instant.now())
        + "-%04x".formatted(ThreadLocalRandom.current().nextInt(1 << 16));
  }

  @Override
  public void close() throws IOException {
    api.close();
    if (recorder.isPresent()) recorder.get().close();
    if (journals.isPresent()) journals.get().close();
  }
}
