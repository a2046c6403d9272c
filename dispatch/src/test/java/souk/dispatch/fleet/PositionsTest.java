package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;

class PositionsTest extends TwoNodes {
  @Test
  void aPositionIsSoonSearchableFromEveryNode() {
    var driver = connected(cast.online());
    ping(driver, CASINO);
    await().until(() -> findable(driver));
    await().until(() -> findableFrom(other, driver));
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
    raw.lastHeardEarlier(driver, Fleet.SILENCE);
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void aPhoneWhoseSocketClosedOnlyAfterTheNextOneOpenedIsHeard() {
    var driver = searchable();
    node.bean(Positions.class).connected(driver);
    node.bean(Positions.class).disconnected(driver);
    ping(driver, north(50));
    await().until(() -> place(driver).haversineMetres(north(50)) < 1);
  }

  @Test
  void aPhoneThatALateFrameBroughtBackIsForgotten() {
    var driver = searchable();
    node.bean(Positions.class).disconnected(driver);
    ping(driver, north(50));
    assertThat(phones()).isPositive();
    node.bean(Positions.class).forget(Duration.ZERO);
    assertThat(phones()).isZero();
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
  void aPositionThatWasLateIsAsOldAsItSays() {
    var driver = connected(cast.online());
    node.bean(Positions.class)
        .accept(driver, List.of(new Position(CASINO, Instant.now().minusSeconds(20), null)));
    await().until(() -> findable(driver));
    assertThat(age(driver)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    ping(driver, CASINO);
    await().until(() -> age(driver).compareTo(Duration.ofSeconds(20)) < 0);
  }

  @Test
  void aPositionThatWasTooLateIsNoSignOfHim() {
    var driver = connected(cast.online());
    node.bean(Positions.class)
        .accept(driver, List.of(new Position(CASINO, Instant.now().minus(Fleet.SILENCE), null)));
    witness();
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void theAgesOfWhatIsFoundAreAMetric() {
    var driver = searchable();
    var before = ages().count();
    assertThat(findable(driver)).isTrue();
    assertThat(ages().count()).isGreaterThan(before);
    var scraped = node.bean(PrometheusMeterRegistry.class).scrape();
    assertThat(scraped)
        .contains("souk_fleet_age_seconds_bucket{le=\"30.0\"}")
        .contains("souk_fleet_age_seconds_count")
        .contains("souk_fleet_age_seconds_max");
  }

  private static Timer ages() {
    return node.bean(MeterRegistry.class).get("souk.fleet.age").timer();
  }

  private static Duration age(UUID driver) {
    return search(node).stream()
        .filter(one -> one.driver().equals(driver))
        .map(Nearby::age)
        .findFirst()
        .orElseThrow();
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
    assertThat(node.bean(Fleet.class).search(CITY, Product.POOL, CASINO, 100, 200)).hasSize(200);
    drivers.forEach(node.bean(Positions.class)::disconnected);
  }
}
