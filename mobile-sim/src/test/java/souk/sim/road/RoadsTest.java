package souk.sim.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RoadsTest {
  private static final Roads ROADS = TestRoads.MONACO;
  private static final Places PLACES = TestRoads.PLACES;

  /** The fastest road of the extract is driven at 66 km/h. */
  private static final double FASTEST_MPS = 66 / 3.6;

  @Test
  void nobodyDrivesFasterThanTheRoadAllows() {
    var random = new SplittableRandom(11);
    for (int i = 0; i < 100; i++) {
      var clock = new AtomicLong();
      var route = ROADS.route(PLACES.anywhere(random), PLACES.anywhere(random)).orElseThrow();
      var car = new Whereabouts(route.at(Duration.ZERO), 1, clock::get);
      var arrival = clock.get() + car.follow(route).toNanos();
      var driven = 0.0;
      var slowest = route.metres() / FASTEST_MPS;
      while (clock.get() < arrival) {
        var before = car.now();
        clock.addAndGet(Duration.ofMillis(250).toNanos());
        var step = before.metresTo(car.now());
        assertThat(step).isLessThanOrEqualTo(FASTEST_MPS * 0.25 + 0.01);
        driven += step;
      }
      assertThat(driven).isLessThanOrEqualTo(route.metres() + 0.01);
      assertThat(route.duration().toMillis() / 1000.0).isGreaterThan(slowest - 0.01);
    }
  }

  @Test
  void takesTheTimeTheRoadTakes() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      var from = PLACES.anywhere(random);
      var to = PLACES.anywhere(random);
      var millis = ROADS.route(from, to).orElseThrow().duration().toMillis();
      var engines = ROADS.path(from, to).orElseThrow().getTime();
      assertThat(millis).isCloseTo(engines, within(engines / 100 + 100));
    }
  }

  @Test
  void everyPlaceCanBeReachedFromEveryOther() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      var from = PLACES.anywhere(random);
      var to = PLACES.anywhere(random);
      var route = ROADS.route(from, to).orElseThrow();
      assertThat(route.at(Duration.ZERO).metresTo(from)).isLessThan(5);
      assertThat(route.at(route.duration()).metresTo(to)).isLessThan(5);
    }
  }

  @Test
  void tripsAreShort() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      var trip = PLACES.shortTrip(random);
      var metres = ROADS.route(trip.pickup(), trip.dropoff()).orElseThrow().metres();
      assertThat(metres).isBetween(200.0, 600.0);
    }
  }

  @Test
  void noWayInTheQuarterTakesLong() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      var way = ROADS.route(PLACES.anywhere(random), PLACES.anywhere(random)).orElseThrow();
      assertThat(way.duration()).isLessThan(Duration.ofSeconds(100));
    }
  }

  @Test
  void theSameMapGivesTheSamePlaces() {
    assertThat(Roads.monaco().kerbs()).isEqualTo(ROADS.kerbs()).hasSizeGreaterThan(500);
  }
}
