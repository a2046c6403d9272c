package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.driver.Cast;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.Drivers;
import souk.dispatch.driver.GoOffline;
import souk.embedded.RedisEngine;
import souk.embedded.TestDatabase;

/** Redis loses all or goes away under two nodes whose phones send one position and no more. */
class IndexLossTest {
  private static final CityId CITY = new CityId("monaco");
  private static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestDatabase database = DispatchNode.database();
  private final RedisEngine redis = RedisEngine.start();
  private DispatchNode node;
  private DispatchNode other;
  private Cast cast;

  @BeforeEach
  void start() {
    node = DispatchNode.start(database, redis.url(), "", Map.of());
    other = DispatchNode.start(database, redis.url(), "", Map.of());
    cast = new Cast(node, database);
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
    redis.kill();
  }

  @Test
  void everyNodeWritesItsLastPositionsAgainAfterAFlush() {
    var here = searchable(node);
    var there = searchable(other);

    redis.flush();

    await().atMost(PATIENCE).until(() -> findable(here) && findable(there));
  }

  @Test
  void howLongItLackedSomebodyIsAMetric() {
    var drivers = Stream.generate(() -> searchable(node)).limit(50).toList();
    var before = lacked();

    redis.flush();

    await().atMost(PATIENCE).until(() -> lacked() == before + 1);
    assertThat(drivers).allMatch(this::findable);
  }

  @Test
  void aRideInProgressLosesNotEvenItsCar() {
    var driver = searchable(node);
    cast.onTrip(driver);
    await().atMost(PATIENCE).until(() -> seen(driver));

    redis.flush();

    await().atMost(PATIENCE).until(() -> seen(driver));
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void whoSendsOverHttpNeedsNotSendAgain() {
    var driver = cast.online();
    node.bean(Positions.class).accept(driver, List.of(new Position(CASINO, Instant.now(), null)));
    await().atMost(PATIENCE).until(() -> findable(driver));

    redis.flush();

    await().atMost(PATIENCE).until(() -> findable(driver));
  }

  @Test
  void whomNoNodeRemembersIsBackWithHisNextPing() {
    var driver = cast.online();
    try (var gone = DispatchNode.start(database, redis.url(), "", Map.of())) {
      ping(gone, driver);
      await().atMost(PATIENCE).until(() -> findable(driver));
    }
    var witness = searchable(node);
    redis.flush();
    await().atMost(PATIENCE).until(() -> findable(witness));
    assertThat(findable(driver)).isFalse();

    ping(node, driver);
    await().atMost(PATIENCE).until(() -> findable(driver));
  }

  @Test
  void whoWasBlockedWhileTheIndexWasLostIsNotWrittenAgain() {
    var blocked = searchable(node);
    var witness = searchable(node);
    // nobody hears of it: the index forgets his epoch before a node could be refused
    DispatchNode.sql(
        database,
        """
        UPDATE dispatch.driver
        SET status = 'BLOCKED', availability = 'OFFLINE', version = version + 1 WHERE id = '%s'
        """
            .formatted(blocked));
    redis.flush();

    await().atMost(PATIENCE).until(() -> findable(witness));
    assertThat(findable(blocked)).isFalse();
  }

  @Test
  void redisKilledFailsNoRequestAndAllIsWellWhenItIsBack() {
    var driver = searchable(node);
    var leaving = searchable(node);
    var blocked = searchable(other);
    redis.kill();

    assertThat(node.bean(GoOffline.class).goOffline(leaving).online()).isFalse();
    node.bean(BlockDriver.class).block(Cast.OPERATOR, blocked, "papers expired");
    var late = cast.online();
    ping(node, late);
    assertThat(node.bean(Drivers.class).find(blocked).map(Driver::approval))
        .contains(Driver.Approval.BLOCKED);

    redis.restart();
    await().atMost(PATIENCE).until(() -> findable(driver) && findable(late));
    assertThat(findable(leaving)).isFalse();
    await().atMost(PATIENCE).until(() -> !findable(blocked));
  }

  @Test
  void aNodeThatStartsWithoutRedisFillsTheIndexOnceItIsThere() {
    redis.kill();
    try (var early = DispatchNode.start(database, redis.url(), "", Map.of())) {
      var driver = new Cast(early, database).online();
      ping(early, driver);
      redis.restart();
      await()
          .atMost(PATIENCE)
          .until(() -> {
            ping(early, driver);
            return findable(driver);
          });
    }
  }

  private long lacked() {
    return node.bean(MeterRegistry.class).get("souk.fleet.whole.again").timer().count();
  }

  private boolean seen(UUID driver) {
    return other.bean(Sightings.class).lastPosition(CITY, driver).isPresent();
  }

  private UUID searchable(DispatchNode at) {
    var driver = cast.online();
    ping(at, driver);
    await().atMost(PATIENCE).until(() -> findable(driver));
    return driver;
  }

  private static void ping(DispatchNode at, UUID driver) {
    at.bean(Positions.class).connected(driver);
    at.bean(Positions.class).accept(driver, List.of(new Position(CASINO, Instant.now(), null)));
  }

  private boolean findable(UUID driver) {
    return node.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 500, 100).stream()
        .anyMatch(one -> one.driver().equals(driver));
  }
}
