package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.TestCity;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.trip.TripStatus;
import souk.embedded.TestDatabase;
import souk.platform.background.BackgroundLoop;
import souk.platform.postgres.Leases;

class CityRoundsTest {
  /** A tick that never comes: whatever happens, somebody rang for it. */
  private static final Map<String, Object> NO_TICK = Map.of("souk.matching.tick", "1h");

  private final TestDatabase database = DispatchNode.database();
  private final String prefix = DispatchNode.prefix();
  private TestCity one;
  private TestCity other;

  @BeforeEach
  void open() {
    one = TestCity.open(database, prefix, NO_TICK);
    other = TestCity.open(database, prefix, Map.of());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void aNewTripIsOfferedAtOnceWhicheverNodeItCameTo() {
    var driver = one.driver();
    var loops = start(one);
    awaitRounds(one, 1);

    var trip = one.requested().id();

    await().until(() -> status(trip) == TripStatus.OFFERED);
    assertThat(asked(trip)).containsExactly(driver);
    close(loops);
  }

  @Test
  void aRingCrossesFromNodeToNode() {
    one.driver();
    var loops = start(one);
    awaitRounds(one, 1);

    var trip = other.requested().id();

    await().until(() -> status(trip) == TripStatus.OFFERED);
    close(loops);
  }

  @Test
  void aDeclinedTripIsOfferedOnAtOnce() {
    var loops = start(one);
    var first = one.driver();
    var trip = one.requested().id();
    await().until(() -> asked(trip).size() == 1);
    var second = one.driver();

    one.bean(DeclineOffer.class).decline(first, openOffer(trip));

    await().until(() -> asked(trip).size() == 2);
    assertThat(asked(trip)).containsExactly(first, second);
    close(loops);
  }

  @Test
  void anOfferEndsAtItsInstantThoughNobodyRings() {
    one.close();
    one =
        TestCity.open(
            database,
            prefix,
            Map.<String, Object>of("souk.matching.tick", "1h", "souk.offers.time", "200ms"));
    var driver = one.driver();
    var loops = start(one);

    var trip = one.requested().id();

    await().until(() -> asked(trip).size() == 1 && status(trip) == TripStatus.WAITING);
    assertThat(one.value("SELECT passed_in_row FROM dispatch.driver WHERE id = ?", driver))
        .isEqualTo(1);
    close(loops);
  }

  @Test
  void whatNobodyRangForIsFoundByTheTick() {
    var loops = start(other);
    var trip = other.requested().id();
    awaitRounds(other, 2);

    other.driver();

    await().until(() -> status(trip) == TripStatus.OFFERED);
    close(loops);
  }

  @Test
  void oneNodeHoldsTheCityAndAnotherTakesOverWhenItGoes() {
    var third = TestCity.open(database, prefix, Map.of());
    var otherLoops = start(other);
    awaitRounds(other, 1);
    var thirdLoops = start(third);
    awaitRounds(other, 4);
    assertThat(rounds(third)).as("it watches while the other holds the city").isZero();

    close(otherLoops);
    other.bean(Leases.class).giveUp();
    third.driver();
    var trip = third.requested().id();

    await().until(() -> status(trip) == TripStatus.OFFERED);
    assertThat(rounds(third)).isPositive();
    close(thirdLoops);
    third.close();
  }

  private static List<BackgroundLoop> start(TestCity node) {
    return node.bean(CityRounds.class).start();
  }

  private static void close(List<BackgroundLoop> loops) {
    loops.forEach(BackgroundLoop::close);
  }

  private static void awaitRounds(TestCity node, long atLeast) {
    await().until(() -> rounds(node) >= atLeast);
  }

  private static long rounds(TestCity node) {
    return node.bean(MeterRegistry.class).timer("souk.matching.round").count();
  }

  private TripStatus status(UUID trip) {
    return one.trip(trip).status();
  }

  private List<Object> asked(UUID trip) {
    return one
        .rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip)
        .stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }

  private UUID openOffer(UUID trip) {
    return (UUID)
        one.value("SELECT id FROM dispatch.offer WHERE trip_id = ? AND status = 'OPEN'", trip);
  }
}
