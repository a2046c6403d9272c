package souk.dispatch.fleet;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

class FleetTest extends IndexOnRedis {
  @Test
  void findsTheNearestFirstWithDistanceAndAge() {
    var near = UUID.randomUUID();
    var far = UUID.randomUUID();
    write(fix(far, 1, north(300)).heldFor(Duration.ofSeconds(7)));
    write(fix(near, 1, north(100)));

    var found = search();

    assertThat(found).extracting(Nearby::driver).containsExactly(near, far);
    assertThat(found.get(0).metres()).isBetween(98L, 102L);
    assertThat(found.get(1).metres()).isBetween(298L, 302L);
    assertThat(found.get(1).point().haversineMetres(north(300))).isLessThan(1);
    assertThat(found.get(1).age()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    assertThat(found.get(0).age()).isLessThan(found.get(1).age());
  }

  @Test
  void findsOnlyTheProductWithinRadiusAndLimit() {
    write(fix(UUID.randomUUID(), 1, north(100)), fix(UUID.randomUUID(), 1, north(200)));
    write(fix(UUID.randomUUID(), 1, north(900)));
    write(fix(UUID.randomUUID(), 1, north(50)).with(Product.XL));

    assertThat(fleet.search(CITY, Product.STANDARD, CASINO, 500, 10)).hasSize(2);
    assertThat(fleet.search(CITY, Product.STANDARD, CASINO, 500, 1)).hasSize(1);
    assertThat(fleet.search(CITY, Product.XL, CASINO, 500, 10)).hasSize(1);
    assertThat(fleet.search(CITY, Product.POOL, CASINO, 500, 10)).isEmpty();
    assertThat(fleet.search(new CityId("nice"), Product.STANDARD, CASINO, 500, 10)).isEmpty();
  }

  @Test
  void agreesWithAScanOfAllDriversOnRandomPlaces() {
    var random = new Random(7);
    var places =
        IntStream.range(0, 300)
            .mapToObj(_ -> fix(UUID.randomUUID(), 1, scattered(random, 3_000)))
            .toList();
    write(places.toArray(FixBuilder[]::new));

    for (int n = 0; n < 50; n++) {
      var from = scattered(random, 3_000);
      // a metre from the rim either answer is right
      var inside = places.stream().filter(p -> p.metresFrom(from) < 799).map(p -> p.driver());
      var outside = places.stream().filter(p -> p.metresFrom(from) > 801).map(p -> p.driver());
      var found =
          fleet.search(CITY, Product.STANDARD, from, 800, 1_000).stream()
              .map(Nearby::driver)
              .toList();
      assertThat(found).containsAll(inside.toList());
      assertThat(found).doesNotContainAnyElementsOf(outside.toList());
    }
  }

  @Test
  void sweepsOutWhoHasBeenSilentForThirtySeconds() {
    var silent = UUID.randomUUID();
    var heard = UUID.randomUUID();
    write(fix(silent, 1, CASINO), fix(heard, 1, CASINO));
    raw.lastHeardEarlier(silent, Fleet.SILENCE);
    raw.lastHeardEarlier(heard, Fleet.SILENCE.minusSeconds(5));

    assertThat(search()).extracting(Nearby::driver).containsExactly(heard);
    assertThat(raw.places(Product.STANDARD)).containsExactly(heard.toString());
    assertThat(raw.seen()).containsExactly(heard.toString());
    assertThat(raw.times()).isEqualTo(1);
  }

  @Test
  void sweepsOutThousandsAtOnce() {
    var drivers =
        IntStream.range(0, 2_500).mapToObj(_ -> fix(UUID.randomUUID(), 1, CASINO)).toList();
    drivers.stream()
        .gather(Gatherers.windowFixed(Fleet.WRITTEN_AT_ONCE))
        .forEach(some -> write(some.toArray(FixBuilder[]::new)));
    drivers.forEach(one -> raw.lastHeardEarlier(one.driver(), Fleet.SILENCE));

    assertThat(search()).isEmpty();
    assertThat(raw.places(Product.STANDARD)).isEmpty();
  }

  @Test
  void doesNotCountTheSilentAsHeard() {
    var silent = UUID.randomUUID();
    write(fix(silent, 1, CASINO), fix(UUID.randomUUID(), 1, CASINO));
    raw.lastHeardEarlier(silent, Fleet.SILENCE);
    assertThat(write().heard()).isEqualTo(1);
  }

  @Test
  void keepsTheNewestOfPositionsThatOvertakeEachOther() {
    var driver = UUID.randomUUID();
    write(fix(driver, 1, north(200)).at(NOON.plusSeconds(8)));
    write(fix(driver, 1, north(100)).at(NOON.plusSeconds(4)));
    assertThat(search().getFirst().metres()).isBetween(198L, 202L);

    raw.lastHeardEarlier(driver, Duration.ofSeconds(20));
    write(fix(driver, 1, north(200)).at(NOON.plusSeconds(8)));
    assertThat(search().getFirst().age())
        .as("a repeated position is no sign of life")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }

  /** The negative control of the race above: without an epoch the late writer wins sometimes. */
  @Test
  void takesTenThousandDrivers() {
    var random = new Random(1);
    var drivers = new ArrayList<FixBuilder>();
    for (int n = 0; n < 10_000; n++) {
      drivers.add(fix(UUID.randomUUID(), 1, scattered(random, 10_000)));
    }
    drivers.stream()
        .gather(Gatherers.windowFixed(Fleet.WRITTEN_AT_ONCE))
        .forEach(some -> write(some.toArray(FixBuilder[]::new)));

    assertThat(write().heard()).isEqualTo(10_000);
    var found = fleet.search(CITY, Product.STANDARD, CASINO, 20_000, 500);
    assertThat(found.stream().map(Nearby::driver).collect(toSet())).hasSize(500);
    assertThat(found).extracting(Nearby::metres).isSorted();
  }

  @Test
  void refusesAPlaceThatRedisCannotIndex() {
    assertThatThrownBy(() -> fleet.search(CITY, Product.STANDARD, new Point(86, 0), 1_000, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsAcrossTheRangeThatRedisCanIndex() {
    for (var place :
        List.of(new Point(85.05, 180), new Point(-85.05, -180), new Point(0, 0.0000012345))) {
      var driver = UUID.randomUUID();
      write(fix(driver, 1, place));
      assertThat(fleet.search(CITY, Product.STANDARD, place, 1_000, 10))
          .extracting(Nearby::driver)
          .containsExactly(driver);
    }
  }
}
