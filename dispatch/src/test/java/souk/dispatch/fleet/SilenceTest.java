package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.embedded.TestDatabase;
import souk.platform.redis.Redis;

/** Rounds over the real index, run by hand. */
class SilenceTest {
  private static final TestDatabase DATABASE = DispatchNode.database();
  private static final String PREFIX = DispatchNode.prefix();

  private static TestCity city;
  private static RawIndex raw;

  @BeforeAll
  static void open() {
    city = TestCity.onRoads(DATABASE, PREFIX, Map.of());
    raw = new RawIndex(city.bean(Redis.class), TestCity.ID);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void empty() {
    city.empty();
  }

  @Test
  void whoIsSilentIsOfferedNothingUntilHeIsHeard() {
    var driver = searchable();
    var trip = city.requested().id();
    raw.lastHeardEarlier(driver, Fleet.SILENCE);

    city.round();
    assertThat(offers(trip)).isZero();

    ping(driver);
    await().until(() -> findable(driver));
    city.round();
    assertThat(offers(trip)).isEqualTo(1);
  }

  @Test
  void aRoundMayTakeItsTimeBeforeTheSilenceIsFull() {
    var driver = searchable();
    var trip = city.requested().id();
    raw.lastHeardEarlier(driver, Fleet.FOUND_WITHIN);
    city.round();
    assertThat(offers(trip)).isZero();
  }

  @Test
  void whoWasHeardTenSecondsAgoIsAsked() {
    var driver = searchable();
    var trip = city.requested().id();
    raw.lastHeardEarlier(driver, Duration.ofSeconds(10));
    city.round();
    assertThat(offers(trip)).isEqualTo(1);
  }

  /** The control: nothing but the index's look at the clock keeps him from being asked. */
  @Test
  void withoutTheLookAtWhenHeWasHeardTheSilentWouldBeAsked() {
    try (var careless = TestCity.onRoads(DATABASE, PREFIX, Map.of("test.careless", true))) {
      var driver = searchable();
      var trip = city.requested().id();
      raw.lastHeardEarlier(driver, Fleet.SILENCE);

      careless.round();

      assertThat(offers(trip)).isEqualTo(1);
    }
  }

  private static UUID searchable() {
    var driver = city.online();
    ping(driver);
    await().atMost(Duration.ofSeconds(30)).until(() -> findable(driver));
    return driver;
  }

  private static void ping(UUID driver) {
    var here = new Position(TestCity.CASINO, Instant.now(), 5.0);
    city.bean(Positions.class).accept(driver, List.of(here));
  }

  private static boolean findable(UUID driver) {
    return city
        .bean(Fleet.class)
        .search(TestCity.ID, Product.STANDARD, TestCity.CASINO, 500, 1_000)
        .stream()
        .anyMatch(one -> one.driver().equals(driver));
  }

  private static long offers(UUID trip) {
    return (long) city.value("SELECT count(*) FROM dispatch.offer WHERE trip_id = ?", trip);
  }
}
