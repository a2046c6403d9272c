package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.OPEN_SEA;
import static souk.dispatch.eta.Roads.STATION;
import static souk.dispatch.eta.Roads.found;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

class PickupTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int DRIVERS = 200;

  private final Routes routes = Roads.routes();

  @ParameterizedTest
  @ValueSource(ints = {7, 42, 1789, 20_261_122})
  void eachOfManyArrivesAsByHisOwnRoute(int seed) {
    var places = Roads.places(seed, DRIVERS + 1);
    assertEachArrivesAsAlone(places.subList(0, DRIVERS), places.getLast(), places.getLast());
  }

  /** The control of the test above: it must see a pick-up that lies elsewhere. */
  @Test
  void aShiftedPickupIsNoticed() {
    var places = Roads.places(7, DRIVERS + 1);
    var pickup = places.getLast();
    var shifted = new Point(pickup.lat() + 0.0005, pickup.lon() + 0.0005);
    assertThatThrownBy(() -> assertEachArrivesAsAlone(places.subList(0, DRIVERS), pickup, shifted))
        .isInstanceOf(AssertionError.class);
  }

  /** In one query graph, places a few centimetres apart are joined, and move each other. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void driversInARankDoNotMoveEachOtherOrThePickup(int seed) {
    var rank = Roads.places(seed, 1).getFirst();
    var random = new Random(seed);
    var drivers = IntStream.range(0, DRIVERS).mapToObj(_ -> near(rank, random, 2e-6)).toList();
    assertEachArrivesAsAlone(drivers, STATION, STATION);
    var pickup = near(rank, random, 2e-6);
    assertEachArrivesAsAlone(drivers, pickup, pickup);
  }

  @Test
  void manyAtTheVerySamePlaceAllArrive() {
    var arrivals = arrivals(Collections.nCopies(DRIVERS, STATION), CASINO, AN_HOUR);
    assertThat(arrivals)
        .hasSize(DRIVERS)
        .extracting(PickupEta::eta)
        .containsOnly(alone(STATION, CASINO));
  }

  @Test
  void aDriverAtThePickupIsThere() {
    assertThat(arrivals(List.of(CASINO), CASINO, Duration.ZERO))
        .containsExactly(new PickupEta<>(0, new Eta(0, Duration.ZERO, EtaSource.ROAD, 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15_000, 60_000, 120_000, 180_000, 300_000})
  void keepsJustThoseWithinTheLimit(long limitMillis) {
    var drivers = Roads.places(23, DRIVERS);
    var limit = Duration.ofMillis(limitMillis);
    var within =
        IntStream.range(0, DRIVERS)
            .filter(i -> alone(drivers.get(i), CASINO).time().compareTo(limit) <= 0)
            .boxed()
            .toList();
    assertThat(arrivals(drivers, CASINO, limit))
        .extracting(PickupEta::driver)
        .containsExactlyInAnyOrderElementsOf(within);
  }

  @Test
  void aRouteOfJustTheLimitIsWithinIt() {
    var eta = alone(STATION, CASINO);
    assertThat(arrivals(List.of(STATION), CASINO, eta.time())).hasSize(1);
    assertThat(arrivals(List.of(STATION), CASINO, eta.time().minusMillis(1))).isEmpty();
  }

  @Test
  void theSoonestComesFirst() {
    assertThat(arrivals(Roads.places(29, DRIVERS), CASINO, AN_HOUR))
        .hasSize(DRIVERS)
        .isSortedAccordingTo(Comparator.comparing(arrival -> arrival.eta().time()));
  }

  @Test
  void aDriverOffTheRoadsIsEstimatedByTheStraightLineAndMarked() {
    assertThat(arrivals(List.of(OPEN_SEA, STATION), CASINO, AN_HOUR))
        .containsExactlyInAnyOrder(
            new PickupEta<>(0, StraightLine.eta(OPEN_SEA, CASINO)),
            new PickupEta<>(1, alone(STATION, CASINO)));
  }

  @Test
  void toAPickupOffTheRoadsAllAreEstimatedAndMarked() {
    assertThat(arrivals(List.of(STATION, CASINO), OPEN_SEA, AN_HOUR))
        .containsExactlyInAnyOrder(
            new PickupEta<>(0, StraightLine.eta(STATION, OPEN_SEA)),
            new PickupEta<>(1, StraightLine.eta(CASINO, OPEN_SEA)));
  }

  @Test
  void anEstimateBeyondTheLimitIsNotGivenEither() {
    var estimate = StraightLine.eta(OPEN_SEA, CASINO).time();
    assertThat(arrivals(List.of(OPEN_SEA), CASINO, estimate)).hasSize(1);
    assertThat(arrivals(List.of(OPEN_SEA), CASINO, estimate.minusMillis(1))).isEmpty();
  }

  @Test
  void nobodyIsNoQuestion() {
    assertThat(arrivals(List.of(), CASINO, AN_HOUR)).isEmpty();
  }

  @Test
  void rejectsTooManyAndAnUnknownCity() {
    var crowd = Collections.nCopies(Routes.CANDIDATES_MAX + 1, CASINO);
    assertThatIllegalArgumentException().isThrownBy(() -> arrivals(crowd, CASINO, AN_HOUR));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.route(new CityId("atlantis"), CASINO, STATION))
        .withMessageContaining("atlantis");
  }

  private void assertEachArrivesAsAlone(List<Point> drivers, Point pickup, Point compared) {
    var arrivals = arrivals(drivers, pickup, AN_HOUR);
    assertThat(arrivals).extracting(PickupEta::driver).doesNotHaveDuplicates().hasSize(DRIVERS);
    for (var arrival : arrivals) {
      var alone = alone(drivers.get(arrival.driver()), compared);
      assertThat(arrival.eta().source()).isEqualTo(EtaSource.ROAD);
      assertThat(arrival.eta().time().toMillis()).isCloseTo(alone.time().toMillis(), within(50L));
      assertThat(arrival.eta().metres()).isCloseTo(alone.metres(), within(1L));
      assertThat(arrival.eta().trafficVersion()).isEqualTo(alone.trafficVersion());
    }
  }

  private List<PickupEta<Integer>> arrivals(List<Point> drivers, Point pickup, Duration limit) {
    var candidates =
        IntStream.range(0, drivers.size())
            .mapToObj(i -> new Candidate<>(i, drivers.get(i)))
            .toList();
    return routes.toPickup(MONACO.id(), candidates, pickup, limit);
  }

  private Eta alone(Point from, Point to) {
    var route = found(routes.route(MONACO.id(), from, to));
    return new Eta(route.metres(), route.time(), EtaSource.ROAD, route.trafficVersion());
  }

  private static Point near(Point place, Random random, double degrees) {
    return new Point(
        place.lat() + degrees * (2 * random.nextDouble() - 1),
        place.lon() + degrees * (2 * random.nextDouble() - 1));
  }
}
