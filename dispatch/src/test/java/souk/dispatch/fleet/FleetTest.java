package souk.dispatch.fleet;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.DriverStanding;
import souk.embedded.RedisEngine;
import souk.platform.redis.Redis;

class FleetTest {
  private static final CityId CITY = new CityId("monaco");
  private static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int RADIUS = 5_000;

  private static RedisEngine engine;
  private static DispatchNode node;
  private static Fleet fleet;
  private static RawIndex raw;

  @BeforeAll
  static void start() {
    engine = RedisEngine.start();
    node = DispatchNode.start(DispatchNode.database(), engine.url(), "test:", Map.of());
    fleet = node.bean(Fleet.class);
    raw = new RawIndex(node.bean(Redis.class), CITY);
  }

  @AfterAll
  static void stop() {
    node.close();
    engine.kill();
  }

  @BeforeEach
  void empty() {
    engine.flush();
  }

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
      var inside = places.stream().filter(p -> p.metresFrom(from) < 799).map(p -> p.driver);
      var outside = places.stream().filter(p -> p.metresFrom(from) > 801).map(p -> p.driver);
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
    drivers.forEach(one -> raw.lastHeardEarlier(one.driver, Fleet.SILENCE));

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
  void refusesAWriterBehindTheDriversEpoch() {
    var driver = UUID.randomUUID();
    var other = UUID.randomUUID();
    fleet.remove(CITY, driver, 8);

    var written = write(fix(driver, 7, CASINO), fix(other, 1, CASINO));

    assertThat(written.refused()).containsExactly(driver);
    assertThat(search()).extracting(Nearby::driver).containsExactly(other);
    assertThat(write(fix(driver, 8, CASINO)).refused()).isEmpty();
    assertThat(search()).extracting(Nearby::driver).contains(driver);
  }

  @Test
  void comparesEpochsAsNumbers() {
    var driver = UUID.randomUUID();
    fleet.remove(CITY, driver, 9);
    assertThat(write(fix(driver, 10, CASINO)).refused()).isEmpty();
    assertThat(write(fix(driver, 9, CASINO)).refused()).containsExactly(driver);
  }

  @Test
  void takesTheWritersEpochAfterTheIndexWasLost() {
    var driver = UUID.randomUUID();
    fleet.remove(CITY, driver, 8);
    engine.flush();

    assertThat(write(fix(driver, 7, CASINO)).refused()).isEmpty();
    assertThat(search()).extracting(Nearby::driver).containsExactly(driver);
    assertThat(write(fix(driver, 6, CASINO)).refused()).containsExactly(driver);
  }

  @Test
  void namesANewIndexAfterALossAndKeepsTheNameOtherwise() {
    var first = write().generation();
    assertThat(write(fix(UUID.randomUUID(), 1, CASINO)).generation()).isEqualTo(first);
    engine.flush();
    assertThat(write().generation()).isNotEqualTo(first);
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

  @Test
  void standsUnderOneProductOnly() {
    var driver = UUID.randomUUID();
    write(fix(driver, 1, CASINO));
    write(fix(driver, 2, CASINO).with(Product.XL));
    assertThat(raw.places(Product.STANDARD)).isEmpty();
    assertThat(raw.places(Product.XL)).containsExactly(driver.toString());
  }

  @Test
  void removesAtOnceWhatWasWrittenBefore() {
    var driver = UUID.randomUUID();
    write(fix(driver, 1, CASINO));

    fleet.remove(CITY, driver, 2);

    assertThat(search()).isEmpty();
    assertThat(raw.places(Product.STANDARD)).isEmpty();
    assertThat(raw.seen()).isEmpty();
    assertThat(raw.times()).isZero();
  }

  @Test
  void aRemovalThatComesLateDoesNotTouchWhatWasWrittenUnderItsEpoch() {
    var driver = UUID.randomUUID();
    write(fix(driver, 5, CASINO));
    fleet.remove(CITY, driver, 5);
    fleet.remove(CITY, driver, 4);
    assertThat(search()).extracting(Nearby::driver).containsExactly(driver);
  }

  @Test
  void aWriterNeverOutlivesARemovalHoweverTheyRace() {
    for (int round = 0; round < 300; round++) {
      var driver = UUID.randomUUID();
      var write = CompletableFuture.runAsync(() -> write(fix(driver, 1, CASINO)));
      var remove = CompletableFuture.runAsync(() -> fleet.remove(CITY, driver, 2));
      CompletableFuture.allOf(write, remove).join();
      assertThat(raw.places(Product.STANDARD)).doesNotContain(driver.toString());
    }
  }

  /** The negative control of the race above: without an epoch the late writer wins sometimes. */
  @Test
  void withoutEpochsAWriterWouldOutliveTheRemoval() {
    var outlived = false;
    for (int round = 0; round < 3_000 && !outlived; round++) {
      var driver = UUID.randomUUID();
      var write = CompletableFuture.runAsync(() -> write(fix(driver, 2, CASINO)));
      var remove = CompletableFuture.runAsync(() -> fleet.remove(CITY, driver, 2));
      CompletableFuture.allOf(write, remove).join();
      outlived = raw.places(Product.STANDARD).contains(driver.toString());
    }
    assertThat(outlived).isTrue();
  }

  @Test
  void goesOnAfterTheServerForgotTheScripts() {
    var driver = UUID.randomUUID();
    for (int n = 1; n <= 2; n++) {
      forgetScripts();
      write(fix(driver, n, CASINO));
      forgetScripts();
      assertThat(search()).hasSize(1);
      forgetScripts();
      fleet.remove(CITY, driver, n + 1);
      assertThat(search()).isEmpty();
    }
  }

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
    var found = fleet.search(CITY, Product.STANDARD, CASINO, 20_000, 10_000);
    assertThat(found.stream().map(Nearby::driver).collect(toSet())).hasSize(10_000);
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

  private static List<Nearby> search() {
    return fleet.search(CITY, Product.STANDARD, CASINO, RADIUS, 100);
  }

  private static Fleet.Written write(FixBuilder... fixes) {
    return fleet.write(CITY, java.util.Arrays.stream(fixes).map(FixBuilder::fix).toList());
  }

  private static void forgetScripts() {
    node.bean(Redis.class).client().getScript(StringCodec.INSTANCE).scriptFlush();
  }

  private static FixBuilder fix(UUID driver, long epoch, Point point) {
    return new FixBuilder(driver, epoch, point, Product.STANDARD, NOON, Duration.ZERO);
  }

  private static Point north(double metres) {
    return new Point(CASINO.lat() + metres / 111_195, CASINO.lon());
  }

  private static Point scattered(Random random, double metres) {
    var lat = CASINO.lat() + (random.nextDouble() - 0.5) * 2 * metres / 111_195;
    var lon = CASINO.lon() + (random.nextDouble() - 0.5) * 2 * metres / 80_000;
    return new Point(lat, lon);
  }

  private record FixBuilder(
      UUID driver, long epoch, Point point, Product product, Instant at, Duration held) {
    FixBuilder with(Product other) {
      return new FixBuilder(driver, epoch, point, other, at, held);
    }

    FixBuilder at(Instant time) {
      return new FixBuilder(driver, epoch, point, product, time, held);
    }

    FixBuilder heldFor(Duration time) {
      return new FixBuilder(driver, epoch, point, product, at, time);
    }

    double metresFrom(Point from) {
      return point.haversineMetres(from);
    }

    Fix fix() {
      var standing =
          new DriverStanding(driver, CITY, epoch, Optional.of(product), Optional.empty());
      return new Fix(standing, point, at, held, held);
    }
  }
}
