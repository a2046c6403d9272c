package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.dispatch.driver.DriverStanding;
import souk.embedded.TestDatabase;

/** Every script, for cities whose slots lie on different nodes. */
@EnabledIf(
    value = "souk.dispatch.fleet.RedisCluster#available",
    disabledReason = "no redis-server 7 or newer on the PATH")
class FleetOnClusterTest {
  private static final Point PLACE = new Point(43.7394, 7.4282);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<CityId> CITIES =
      Stream.of("monaco", "nice", "paris", "lyon", "rome", "turin", "genoa", "milan")
          .map(CityId::new)
          .toList();

  private static RedisCluster cluster;
  private static TestDatabase database;
  private static DispatchNode node;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
    database = DispatchNode.database();
    node = DispatchNode.start(database, cluster.url(), "test:", Map.of());
  }

  @AfterAll
  static void stop() {
    node.close();
    cluster.close();
  }

  @Test
  void everyScriptTouchesOneSlotOnly() {
    for (int round = 0; round < 2; round++) {
      for (var city : CITIES) {
        cluster.forgetScripts();
        useEveryScript(city);
      }
    }
    assertThat(cluster.sizes()).as("keys by node").allMatch(size -> size > 0);
  }

  @Test
  void aPositionTravelsFromThePhoneToTheSearch() {
    var driver = new Cast(node, database).online();
    node.bean(Positions.class).connected(driver);
    node.bean(Positions.class).accept(driver, List.of(new Position(PLACE, Instant.now(), null)));
    var monaco = new CityId("monaco");
    await()
        .until(() ->
            node.bean(Fleet.class).search(monaco, Product.STANDARD, PLACE, 500, 100).stream()
                .anyMatch(one -> one.driver().equals(driver)));
  }

  private static void useEveryScript(CityId city) {
    var fleet = node.bean(Fleet.class);
    var sightings = node.bean(Sightings.class);
    var one = fix(city, 1);
    var two = fix(city, 1);

    assertThat(fleet.write(city, List.of(one, two)).refused()).isEmpty();
    fleet.remove(city, one.driver(), 2);
    assertThat(fleet.write(city, List.of(one, two)).refused()).containsExactly(one.driver());
    assertThat(fleet.search(city, Product.STANDARD, PLACE, 500, 100))
        .extracting(Nearby::driver)
        .contains(two.driver())
        .doesNotContain(one.driver());
    assertThat(sightings.keep(city, List.of(one, two))).containsExactly(one, two);
    assertThat(sightings.lastPosition(city, one.driver())).isPresent();
  }

  private static Fix fix(CityId city, long epoch) {
    var standing =
        new DriverStanding(
            UUID.randomUUID(), city, epoch, Optional.of(Product.STANDARD), Optional.empty());
    return new Fix(standing, new Position(PLACE, NOON, null), Duration.ZERO, Duration.ZERO);
  }
}
