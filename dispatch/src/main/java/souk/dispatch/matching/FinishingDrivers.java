package souk.dispatch.matching;

import static java.util.Comparator.comparingDouble;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Gatherers;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Candidate;
import souk.dispatch.eta.Routes;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.fleet.Sighting;
import souk.dispatch.trip.Trip;

/**
 * Finds drivers whose present trips end soon near a pick-up: the trips from the rows, the rest of
 * the way from where the driver is now. One who has not been heard of for long is not found.
 */
@Singleton
final class FinishingDrivers {
  /** The most trips in progress that are read, those that began first. */
  private static final int READ_MAX = 500;

  /** The most of them, those that end nearest to a pick-up, whose rest is computed. */
  private static final int COMPUTED_MAX = 20;

  private static final int AT_ONCE = 4;
  private static final double METRES_PER_DEGREE = 111_195;

  private final FinishingRows rows;
  private final LastSeen lastSeen;
  private final Routes routes;
  private final FinishingConfiguration configuration;
  private final MatchingConfiguration matching;

  FinishingDrivers(
      FinishingRows rows,
      LastSeen lastSeen,
      Routes routes,
      FinishingConfiguration configuration,
      MatchingConfiguration matching) {
    this.rows = rows;
    this.lastSeen = lastSeen;
    this.routes = routes;
    this.configuration = configuration;
    this.matching = matching;
  }

  /**
   * One who will be free soon.
   *
   * @param product with which he is on line
   * @param trip that he drives
   * @param remaining time until he is at its drop-off
   * @param age of his position
   */
  record Finishing(
      UUID driver, String product, UUID trip, Point dropoff, Duration remaining, Duration age) {}

  /** Those who would be near the pick-ups of these trips. */
  List<Finishing> near(CityId city, List<Trip.Waiting> waiting) {
    if (waiting.isEmpty() || isOff(city)) return List.of();
    return ending(city, waiting).stream()
        .gather(Gatherers.mapConcurrent(AT_ONCE, row -> finishing(city, row)))
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean isOff(CityId city) {
    return configuration.getWithin().isZero() || configuration.getOffIn().contains(city.slug());
  }

  private List<FinishingRows.Row> ending(CityId city, List<Trip.Waiting> waiting) {
    var reach = matching.getRadii().getLast();
    var lat = over(waiting, Point::lat);
    var lon = over(waiting, Point::lon);
    var north = reach / METRES_PER_DEGREE;
    var east = north / Math.cos(Math.toRadians(lat.getMax()));
    return rows
        .within(
            city.slug(),
            lat.getMin() - north,
            lat.getMax() + north,
            lon.getMin() - east,
            lon.getMax() + east,
            READ_MAX)
        .stream()
        .filter(row -> metres(row, waiting) <= reach)
        .sorted(comparingDouble((FinishingRows.Row row) -> metres(row, waiting)))
        .limit(COMPUTED_MAX)
        .toList();
  }

  private static DoubleSummaryStatistics over(
      List<Trip.Waiting> waiting, ToDoubleFunction<Point> coordinate) {
    return waiting.stream()
        .map(trip -> trip.facts().asked().pickup())
        .mapToDouble(coordinate)
        .summaryStatistics();
  }

  /** From its drop-off to the nearest pick-up of a trip that its driver could serve. */
  private static double metres(FinishingRows.Row row, List<Trip.Waiting> waiting) {
    return waiting.stream()
        .map(trip -> trip.facts().asked())
        .filter(asked -> asked.product().slug().equals(row.product()))
        .mapToDouble(asked -> row.dropoff().haversineMetres(asked.pickup()))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  private Optional<Finishing> finishing(CityId city, FinishingRows.Row row) {
    return lastSeen
        .of(city, row.driverId())
        .filter(seen -> seen.age().compareTo(Fleet.SILENCE) <= 0)
        .flatMap(seen ->
            rest(city, row, seen)
                .map(rest ->
                    new Finishing(
                        row.driverId(), row.product(), row.id(), row.dropoff(), rest, seen.age())));
  }

  /** Empty when it is more than is waited for. */
  private Optional<Duration> rest(CityId city, FinishingRows.Row row, Sighting seen) {
    var candidate = new Candidate<>(row.driverId(), seen.point());
    return routes
        .toPickup(city, List.of(candidate), row.dropoff(), configuration.getWithin())
        .stream()
        .map(arrival -> arrival.eta().time())
        .findFirst();
  }
}
