package souk.dispatch.tracking;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.Routes;
import souk.dispatch.eta.ledger.EtaLedger;
import souk.dispatch.eta.ledger.ShownEta;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.PositionListener;
import souk.platform.background.BackgroundLoop;

/**
 * How long the drivers still need whose phones speak to this node or whose riders ask it: to the
 * pick-up, and once the rider is on board to the end, on the speeds that quotes and rounds use.
 * Computed beside the way of the positions, for each trip at most every few seconds and for so many
 * trips in a second; what riders see first on each leg goes to the ledger.
 */
@Singleton
public final class TripEtas implements PositionListener {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A rider's number that jumps every second tells him nothing more. */
  static final Duration EVERY = Duration.ofSeconds(5);

  /** Older ones are not shown: the car has been elsewhere since. */
  private static final Duration SHOWN_FOR = Duration.ofSeconds(20);

  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

  /** A route takes about half a millisecond; more trips than that wait for the next second. */
  static final int TRIPS_MAX = 200;

  private final OpenLegs legs;
  private final Provider<Routes> routes;
  private final EtaLedger ledger;
  private final Map<UUID, Followed> byTrip = new ConcurrentHashMap<>();
  private final BackgroundLoop loop;

  TripEtas(OpenLegs legs, Provider<Routes> routes, EtaLedger ledger, MeterRegistry metrics) {
    this.legs = legs;
    this.routes = routes;
    this.ledger = ledger;
    metrics.gaugeMapSize("souk.tracking.trips", List.of(), byTrip);
    this.loop = BackgroundLoop.start("trip-etas", TICK, this::computeDue);
  }

  /** Where a trip's car is on its way to. */
  public enum Towards {
    PICKUP,
    DROPOFF
  }

  /** How long the driver needs, and where to. */
  public record TripEta(Estimate estimate, Towards towards) {}

  /** What this node computed last, if that was a moment ago; nothing while the driver waits. */
  public Optional<TripEta> of(UUID trip) {
    return Optional.ofNullable(byTrip.get(trip))
        .flatMap(followed -> followed.shown(now(), SHOWN_FOR));
  }

  /**
   * For a driver whose phone may speak to another node: computed at once unless it was a moment
   * ago, and nothing while he waits.
   *
   * @param car where he was seen last
   */
  public Optional<TripEta> from(UUID trip, Point car) {
    var followed = seen(trip, car);
    if (followed.due(now(), EVERY)) compute(List.of(followed));
    return of(trip);
  }

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Position position) {
    seen(trip, position.point());
  }

  private Followed seen(UUID trip, Point car) {
    var followed = byTrip.computeIfAbsent(trip, Followed::new);
    followed.seen(car, now());
    return followed;
  }

  private void computeDue() {
    byTrip.values().removeIf(trip -> trip.silent(now(), FORGOTTEN_AFTER));
    var due = due(now());
    if (!due.isEmpty()) compute(due);
  }

  private void compute(List<Followed> due) {
    var open = legs.of(due.stream().map(Followed::trip).toList());
    var shown = new ArrayList<ShownEta>();
    for (var trip : due) show(trip, Optional.ofNullable(open.get(trip.trip()))).forEach(shown::add);
    ledger.shown(shown);
    var recorded = shown.stream().collect(toMap(ShownEta::trip, ShownEta::kind));
    due.forEach(trip -> trip.recorded(recorded.get(trip.trip())));
  }

  /** Those that have waited longest. */
  private List<Followed> due(long now) {
    return byTrip.values().stream()
        .filter(trip -> trip.due(now, EVERY))
        .sorted(Comparator.comparingLong(Followed::computedNanos))
        .limit(TRIPS_MAX)
        .toList();
  }

  /** Answers what has to be written down. */
  private Stream<ShownEta> show(Followed trip, Optional<OpenLegs.Leg> open) {
    if (open.isEmpty()) {
      trip.computed(null, now());
      return Stream.empty();
    }
    var leg = open.get();
    var estimate = estimate(trip.point(), leg);
    trip.computed(new TripEta(estimate, leg.towards()), now());
    return trip.isRecorded(leg.kind())
        ? Stream.empty()
        : Stream.of(new ShownEta(leg.kind(), trip.trip(), leg.driver(), estimate));
  }

  /** Whoever has somebody else in the car lets him out first. */
  private Estimate estimate(Point car, OpenLegs.Leg leg) {
    var first = leg.first();
    if (first == null) return Estimate.of(routes.get().eta(leg.city(), car, leg.target()));
    var there = Estimate.of(routes.get().eta(leg.city(), car, first));
    return there.then(Estimate.of(routes.get().eta(leg.city(), first, leg.target())));
  }

  private static long now() {
    return System.nanoTime();
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
