package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.driver.Cast;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.redis.Redis;

/** Two nodes over one database and one index; sockets at the first unless a test says otherwise. */
class PositionsTest {
  static final CityId CITY = new CityId("monaco");
  static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static TestDatabase database;
  private static DispatchNode node;
  private static DispatchNode other;
  private static Cast cast;
  private static RawIndex raw;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    var prefix = DispatchNode.prefix();
    node = DispatchNode.start(database, TestEngines.redisUrl(), prefix, Map.of());
    other = DispatchNode.start(database, TestEngines.redisUrl(), prefix, Map.of());
    cast = new Cast(node, database);
    raw = new RawIndex(node.bean(Redis.class), CITY);
  }

  @AfterAll
  static void stop() {
    node.close();
    other.close();
  }

  @Test
  void aPositionIsSearchableFromEveryNodeInLessThanASecond() {
    var driver = connected(cast.online());
    ping(driver, CASINO);
    await().atMost(Duration.ofSeconds(1)).until(() -> findable(driver));
    await().until(() -> findableFrom(other, driver));
  }

  @Test
  void aPositionSentBeforeGoingOnLineCountsFromThenOn() {
    var driver = connected(cast.registered());
    ping(driver, CASINO);
    var witness = connected(cast.online());
    ping(witness, CASINO);
    await().until(() -> findable(witness));
    assertThat(findable(driver)).isFalse();

    node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    await().until(() -> findable(driver));
  }

  @Test
  void whoGoesOffLineLeavesAndHisPhoneDoesNotBringHimBack() {
    var driver = searchable();
    node.bean(GoOffline.class).goOffline(driver);
    await().until(() -> !findable(driver));
    pingsInVain(driver);
  }

  @Test
  void whoIsBlockedAtAnotherNodeLeavesAndHisPhoneDoesNotBringHimBack() {
    var driver = searchable();
    other.bean(BlockDriver.class).block(driver, "papers expired");
    await().until(() -> !findable(driver));
    pingsInVain(driver);
  }

  @Test
  void whoChangesHisProductMovesAtOnce() {
    var driver = searchable();
    node.bean(GoOnline.class).goOnline(driver, Product.XL);
    await()
        .until(() ->
            raw.places(Product.XL).contains(driver.toString())
                && !raw.places(Product.STANDARD).contains(driver.toString()));
  }

  @Test
  void anOpenOfferDoesNotHideADriver() {
    var driver = searchable();
    cast.offered(driver);
    ping(driver, north(50));
    await().until(() -> place(driver).haversineMetres(north(50)) < 1);
  }

  @Test
  void theDriverOfATripIsHisRidersToFollowAndNobodyElsesToFind() {
    var driver = searchable();
    var trip = cast.onTrip(driver);

    await().until(() -> !findable(driver));
    await().until(() -> sighting(driver).isPresent());
    ping(driver, north(50));

    var here = north(50);
    await().until(() -> sighting(driver).orElseThrow().point().haversineMetres(here) < 1);
    assertThat(sighting(driver).orElseThrow().age()).isLessThan(Duration.ofSeconds(60));
    await()
        .untilAsserted(() ->
            assertThat(node.bean(Heard.class).of(driver))
                .last()
                .isEqualTo(new Heard.Move(trip, driver, Cast.rider(trip), here)));
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void isSearchableAgainAfterATripWithoutAnotherPing() {
    var driver = searchable();
    cast.onTrip(driver);
    await().until(() -> !findable(driver));
    cast.freed(driver);
    await().until(() -> findable(driver));
  }

  @Test
  void theSightingOfATripKeepsTheNewest() {
    var driver = searchable();
    cast.onTrip(driver);
    ping(driver, north(50));
    await().until(() -> sighting(driver).map(Sighting::point).filter(near(50)).isPresent());
    var witness = cast.online();
    cast.onTrip(witness);

    var late = new Position(CASINO, Instant.now().minusSeconds(20), null);
    for (var one : List.of(driver, witness)) {
      other.bean(Positions.class).connected(one);
      other.bean(Positions.class).accept(one, List.of(late));
    }

    await().until(() -> !other.bean(Heard.class).of(witness).isEmpty());
    assertThat(sighting(driver).map(Sighting::point)).matches(p -> p.filter(near(50)).isPresent());
    assertThat(other.bean(Heard.class).of(driver)).isEmpty();
  }

  @Test
  void whoHasNeverBeenOnATripIsSeenByNobody() {
    var driver = searchable();
    assertThat(sighting(driver)).isEmpty();
  }

  @Test
  void silenceHidesADriverAndTheNextPingBringsHimBack() {
    var driver = searchable();
    raw.lastHeardEarlier(driver, Fleet.SILENCE);
    assertThat(findable(driver)).isFalse();
    ping(driver, CASINO);
    await().until(() -> findable(driver));
  }

  @Test
  void aPhoneThatGoesStaysUntilItHasBeenSilent() {
    var driver = searchable();
    node.bean(Positions.class).disconnected(driver);
    assertThat(findable(driver)).isTrue();
    ping(driver, north(50));
    assertThat(place(driver).haversineMetres(CASINO)).isLessThan(1);
    raw.lastHeardEarlier(driver, Fleet.SILENCE);
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void theSecondSocketOfAPhoneOutlivesTheFirst() {
    var driver = connected(searchable());
    node.bean(Positions.class).disconnected(driver);
    ping(driver, north(50));
    await().until(() -> place(driver).haversineMetres(north(50)) < 1);
  }

  @Test
  void ofManyPositionsTheNewestCounts() {
    var driver = connected(cast.online());
    var now = Instant.now();
    node.bean(Positions.class)
        .accept(
            driver,
            List.of(
                new Position(north(20), now.minusSeconds(1), null),
                new Position(north(30), now, null),
                new Position(CASINO, now.minusSeconds(3), null),
                new Position(north(30), now, null),
                new Position(CASINO, now.plusSeconds(60), null),
                new Position(north(5_000), now.plusSeconds(1), null)));
    await().until(() -> findable(driver) && place(driver).haversineMetres(north(30)) < 1);
  }

  @Test
  void countsWhatItDoesNotUse() {
    var driver = searchable();
    var future = counted(Verdict.FUTURE);
    var teleport = counted(Verdict.TELEPORT);
    node.bean(Positions.class)
        .accept(driver, List.of(new Position(CASINO, Instant.now().plusSeconds(30), null)));
    ping(driver, north(50_000));
    assertThat(counted(Verdict.FUTURE)).isEqualTo(future + 1);
    assertThat(counted(Verdict.TELEPORT)).isEqualTo(teleport + 1);
  }

  @Test
  void whoIsNoDriverIsNotFound() {
    var person = connected(UUID.randomUUID());
    ping(person, CASINO);
    pingsInVain(person);
  }

  @Test
  void learnsFromARefusedWriteWhatNoBellTold() {
    var driver = searchable();
    var refused = refused();
    node.bean(Fleet.class).remove(CITY, driver, version(driver) + 1);
    ping(driver, CASINO);
    await().until(() -> refused() > refused);
    assertThat(findable(driver)).isFalse();

    silently(driver, "product = 'xl'");
    ping(driver, CASINO);
    await().until(() -> raw.places(Product.XL).contains(driver.toString()));
  }

  @Test
  void learnsInSecondsWhatNobodyTold() {
    var driver = searchable();
    silently(driver, "availability = 'OFFLINE'");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          raw.lastHeardEarlier(driver, Fleet.SILENCE);
          var gone = !findable(driver);
          ping(driver, CASINO);
          witness();
          return gone && !findable(driver);
        });
  }

  @Test
  void tenThousandPhonesOfOneNodeAreSearchable() {
    DispatchNode.sql(
        database,
        """
        INSERT INTO dispatch.driver (id, city_id, name, status, availability, product, plate, model,
                                     colour, products)
        SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), 'monaco', 'n', 'APPROVED', 'ONLINE', 'pool',
               'p', 'm', 'c', 'pool'
        FROM generate_series(1, 10000) n
        """);
    var drivers =
        LongStream.rangeClosed(1, 10_000).mapToObj(n -> connected(new UUID(0, n))).toList();
    drivers.forEach(driver -> ping(driver, CASINO));
    await().atMost(PATIENCE).until(() -> raw.places(Product.POOL).size() == 10_000);
    assertThat(node.bean(Fleet.class).search(CITY, Product.POOL, CASINO, 100, 20_000))
        .hasSize(10_000);
    drivers.forEach(node.bean(Positions.class)::disconnected);
  }

  /** A change of the row alone: the process died before it could tell anybody. */
  private static void silently(UUID driver, String change) {
    DispatchNode.sql(
        database,
        "UPDATE dispatch.driver SET %s, version = version + 1 WHERE id = '%s'"
            .formatted(change, driver));
  }

  private static long version(UUID driver) {
    return Long.parseLong(
        DispatchNode.text(
            database, "SELECT version FROM dispatch.driver WHERE id = '%s'".formatted(driver)));
  }

  /** Pings until a later ping of somebody else has gone through; the driver is found at no time. */
  private static void pingsInVain(UUID driver) {
    for (int n = 0; n < 3; n++) {
      ping(driver, CASINO);
      witness();
      assertThat(findable(driver)).isFalse();
    }
  }

  /** Whatever was accepted before has been flushed, once this driver's position has. */
  private static void witness() {
    searchable();
  }

  private static UUID searchable() {
    var driver = connected(cast.online());
    ping(driver, CASINO);
    await().atMost(PATIENCE).until(() -> findable(driver));
    return driver;
  }

  private static UUID connected(UUID driver) {
    node.bean(Positions.class).connected(driver);
    return driver;
  }

  private static void ping(UUID driver, Point point) {
    node.bean(Positions.class).accept(driver, List.of(new Position(point, Instant.now(), null)));
  }

  private static boolean findable(UUID driver) {
    return findableFrom(node, driver);
  }

  private static boolean findableFrom(DispatchNode from, UUID driver) {
    return search(from).stream().anyMatch(one -> one.driver().equals(driver));
  }

  private static Point place(UUID driver) {
    return search(node).stream()
        .filter(one -> one.driver().equals(driver))
        .map(Nearby::point)
        .findFirst()
        .orElseThrow();
  }

  private static List<Nearby> search(DispatchNode from) {
    return from.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 2_000, 1_000);
  }

  private static Optional<Sighting> sighting(UUID driver) {
    return other.bean(Sightings.class).lastPosition(CITY, driver);
  }

  private static Predicate<Point> near(double metres) {
    return point -> point.haversineMetres(north(metres)) < 1;
  }

  private static double counted(Verdict verdict) {
    return node.bean(MeterRegistry.class)
        .counter("souk.fleet.positions", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .count();
  }

  private static double refused() {
    return node.bean(MeterRegistry.class).counter("souk.fleet.refused").count();
  }

  private static Point north(double metres) {
    return new Point(CASINO.lat() + metres / 111_195, CASINO.lon());
  }
}
