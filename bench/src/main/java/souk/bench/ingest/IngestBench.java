package souk.bench.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.load.Issuer;
import souk.bench.load.Places;
import souk.bench.load.Server;
import souk.bench.report.Machine;
import souk.bench.report.Percentiles;
import souk.bench.report.Report;
import souk.dispatch.city.Cities;

/**
 * {@code ingest}: positions through the batch endpoint until searches find them, against Redis
 * alone taking one GEOADD after the other.
 */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Positions by HTTP until searches find them, against redis-benchmark's GEOADD.")
public final class IngestBench extends Benchmark {
  static final double RATIO_MIN = 0.5;
  static final double P99_MS_MAX = 1_000;

  private static final String DATABASE = "ingest";
  private static final int SENDERS = 4;

  /** Of what was measured without a pause: the most that may come unasked for without a queue. */
  private static final double SUSTAINED = 0.8;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Time of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--groups",
      defaultValue = "100",
      description = "Thousands of drivers (default: ${DEFAULT-VALUE}).")
  private int groups;

  @Option(
      names = "--requests",
      defaultValue = "200000",
      description = "GEOADDs of the reference (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--sockets",
      defaultValue = "200",
      description = "Sockets (default: ${DEFAULT-VALUE}).")
  private int sockets;

  @Option(
      names = "--frames",
      defaultValue = "400",
      description = "Positions that each socket sends, below a driver's burst (${DEFAULT-VALUE}).")
  private int frames;

  private record Rates(double points, double written, boolean seen) {}

  private record BySocket(double pointsPerSecond, long missing) {}

  private record Fresh(double pointsPerSecond, Percentiles ms, int unseen) {}

  @Override
  protected Report measure() throws Exception {
    var redis =
        RedisBenchmark.onPath()
            .orElseThrow(() ->
                new Missing(
                    "redis-benchmark is not on the PATH: install Redis's tools (Debian: redis-tools)."));
    try (var engines = Engines.start()) {
      say("GEOADD by redis-benchmark …");
      redis.geoaddPerSecond(engines.redisPort(), requests / 4, groups * Crowd.GROUP);
      var reference = redis.geoaddPerSecond(engines.redisPort(), requests, groups * Crowd.GROUP);
      return ours(engines, reference);
    }
  }

  private Report ours(Engines engines, double reference) throws Exception {
    var issuer = new Issuer();
    var server = Server.start(engines, DATABASE, issuer, Map.of("SOUK_ROLES", "api"));
    var city = Cities.standard().all().getFirst();
    var crowd = new Crowd(city.id(), new Places(city.area(), seed()), groups);
    try (var connection = engines.connect(DATABASE)) {
      crowd.signOn(connection, sockets);
    }
    try (var gateway = new Gateway(server, issuer);
        var searches = new Searches(engines, DATABASE, city.id());
        var meters = new Meters(server)) {
      say(
          "%d drivers, %d s to warm up, then twice %d s …"
              .formatted(crowd.drivers(), warmUp, seconds));
      pushed(crowd, gateway, searches, meters, warmUp);
      var rates = pushed(crowd, gateway, searches, meters, seconds);
      var fresh =
          fresh(
              crowd,
              gateway,
              searches,
              Math.min(RATIO_MIN * reference, SUSTAINED * rates.points()));
      say("%d sockets …".formatted(sockets));
      var limited = meters.limited();
      var bySocket = bySocket(server, issuer, crowd, meters);
      return report(reference, rates, fresh, bySocket, limited);
    }
  }

  /**
   * Everybody says once where he is, over connections that each wait for the answer; when all of it
   * is in the index, the next round begins. So every point is another driver's and none is spared
   * its write because a newer one overtook it.
   */
  private static Rates pushed(
      Crowd crowd, Gateway gateway, Searches searches, Meters meters, int seconds)
      throws Exception {
    var writtenBefore = meters.written();
    var begin = System.nanoTime();
    var end = begin + Duration.ofSeconds(seconds).toNanos();
    var points = 0L;
    for (; System.nanoTime() < end; points += crowd.drivers()) {
      var due = writtenBefore + points + crowd.drivers();
      push(crowd, gateway);
      await(() -> meters.written() >= due);
    }
    var took = (System.nanoTime() - begin) / 1e9;
    var written = meters.written() - writtenBefore;
    return new Rates(points / took, written / took, await(() -> searches.seeAll(crowd)));
  }

  private static void push(Crowd crowd, Gateway gateway) throws Exception {
    try (var threads = Executors.newFixedThreadPool(SENDERS)) {
      var senders =
          IntStream.range(0, SENDERS)
              .mapToObj(sender ->
                  threads.submit(
                      () -> own(crowd, sender).forEach(group -> gateway.send(group.next()))))
              .toList();
      for (var sender : senders) sender.get();
    }
  }

  /** No group has two senders, so that its batches come in their order. */
  private static List<Crowd.Group> own(Crowd crowd, int sender) {
    return crowd.groups().stream().filter(group -> group.index() % SENDERS == sender).toList();
  }

  /** Batches come at a rate, whether those before are answered or not. */
  private Fresh fresh(Crowd crowd, Gateway gateway, Searches searches, double pointsPerSecond)
      throws Exception {
    var arrivals =
        Arrivals.atRate(pointsPerSecond / Crowd.GROUP, Duration.ofSeconds(seconds), seed());
    var come = new AtomicLong();
    try (var freshness = new Freshness(searches, crowd.groups().size())) {
      arrivals.begin(intended -> {
        var index = (int) (come.getAndIncrement() % crowd.groups().size());
        var batch = crowd.groups().get(index).next();
        freshness.await(batch, intended);
        gateway.send(batch);
      });
      await(() -> come.get() == arrivals.offsets().size() && freshness.waiting() == 0);
      return new Fresh(pointsPerSecond, freshness.latencies().percentiles(), freshness.waiting());
    }
  }

  /** What is not taken within the patience is left out of the rate, and told apart. */
  private BySocket bySocket(Server server, Issuer issuer, Crowd crowd, Meters meters)
      throws Exception {
    try (var phones = new SocketCrowd(server, issuer, crowd, sockets)) {
      phones.send(frames / 4);
      var warm = settled(meters);
      var begin = System.nanoTime();
      phones.send(frames);
      var wanted = (long) sockets * frames;
      await(() -> meters.used() - warm >= wanted);
      var taken = meters.used() - warm;
      return new BySocket(taken / ((System.nanoTime() - begin) / 1e9), wanted - (long) taken);
    }
  }

  /** What is counted once nothing is under way any more. */
  private static double settled(Meters meters) throws Exception {
    var before = -1.0;
    for (var now = meters.used(); now != before; now = meters.used()) {
      before = now;
      Thread.sleep(LOOK_AGAIN.multipliedBy(10));
    }
    return before;
  }

  /** Answers whether it came to be. */
  private static boolean await(Condition over) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (over.isTrue()) return true;
      Thread.sleep(LOOK_AGAIN);
    }
    return over.isTrue();
  }

  /** Something that may be asked of a server. */
  private interface Condition {
    boolean isTrue() throws Exception;
  }

  private Report report(
      double reference, Rates rates, Fresh fresh, BySocket bySocket, double limited) {
    var ours = new LinkedHashMap<String, Object>();
    ours.put(
        "what",
        "positions through POST /v1/positions in batches of 1000, each of another driver, until"
            + " searches see them");
    ours.put("points_per_second", Math.round(rates.points()));
    ours.put("index_writes_per_second", Math.round(rates.written()));
    ours.put("all_seen", rates.seen());
    ours.put("drivers", groups * Crowd.GROUP);
    ours.put("limited", Math.round(limited));
    ours.put("freshness_ms", fresh.ms());
    ours.put("freshness_at_points_per_second", Math.round(fresh.pointsPerSecond()));
    ours.put("never_seen", fresh.unseen());
    ours.put("socket_points_per_second", Math.round(bySocket.pointsPerSecond()));
    ours.put("socket_points_missing", bySocket.missing());
    ours.put("sockets", sockets);
    var theirs = new LinkedHashMap<String, Object>();
    theirs.put("what", "redis-benchmark, GEOADD one by one over 50 connections, same Redis");
    theirs.put("points_per_second", Math.round(reference));
    var ratio = Report.ratio(rates.points(), reference);
    return new Report(
        "ingest",
        ours,
        theirs,
        ratio,
        "points until visible >= 0.5 x unpipelined GEOADD; p99 freshness < 1 s",
        ratio >= RATIO_MIN && rates.seen() && fresh.unseen() == 0 && fresh.ms().p99() < P99_MS_MAX,
        Machine.here());
  }
}
