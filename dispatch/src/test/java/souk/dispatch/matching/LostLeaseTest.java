package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.offer.AcceptOffer;
import souk.embedded.TestDatabase;
import souk.platform.background.BackgroundLoop;

/**
 * Two nodes that both believe to hold a city: one has lost its lease in the middle of a round, and
 * each is about to ask the same driver about another trip.
 */
class LostLeaseTest {
  private static final Map<String, Object> NO_TICK = Map.of("souk.matching.tick", "1h");

  @Test
  void twoNodesThatHoldOneCityAskADriverOnce() throws SQLException {
    assertThat(openOffersAfterBothRounds(DispatchNode.database())).isEqualTo(1);
  }

  /** The control: the lease alone keeps nobody from being asked twice. */
  @Test
  void withoutTheClaimsKeyHeWouldBeAskedByBoth() throws SQLException {
    var database = DispatchNode.database();
    DispatchNode.sql(
        database, "ALTER TABLE dispatch.driver_claim DROP CONSTRAINT driver_claim_driver");
    assertThat(openOffersAfterBothRounds(database)).isEqualTo(2);
  }

  private static long openOffersAfterBothRounds(TestDatabase database) throws SQLException {
    var prefix = DispatchNode.prefix();
    try (var one = TestCity.open(database, prefix, NO_TICK);
        var other = TestCity.open(database, prefix, NO_TICK)) {
      var former = one.driver();
      var first = assigned(one, former);
      var driver = one.driver();
      other.bean(ParkedDrivers.class).park(driver, TestCity.CASINO);
      one.requested();
      letBothDecide(one, other, driver, () -> giveBack(one, former, first));
      return (long)
          one.value(
              "SELECT count(*) FROM dispatch.offer WHERE status = 'OPEN' AND driver_id = ?",
              driver);
    }
  }

  /** While the driver's row is locked, one node decides, then the other by what is new. */
  private static void letBothDecide(TestCity one, TestCity other, UUID driver, Runnable news)
      throws SQLException {
    try (var connection = one.connect()) {
      lock(connection, driver);
      var loops = new ArrayList<>(start(one));
      awaitWaiting(one, 1);
      news.run();
      one.sql("UPDATE platform.lease SET expires_at = '-infinity'");
      loops.addAll(start(other));
      awaitWaiting(one, 2);
      connection.rollback();
      await().until(() -> rounds(one) > 0 && rounds(other) > 0);
      loops.forEach(BackgroundLoop::close);
    }
  }

  private static UUID assigned(TestCity city, UUID driver) {
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    return trip.id();
  }

  /** It waits again and goes first. */
  private static void giveBack(TestCity city, UUID driver, UUID trip) {
    city.bean(DriveTrip.class).giveBack(driver, trip, "flat_tyre");
    city.bean(GoOffline.class).goOffline(driver);
  }

  private static void lock(Connection connection, UUID driver) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement =
        connection.prepareStatement("SELECT FROM dispatch.driver WHERE id = ? FOR UPDATE")) {
      statement.setObject(1, driver);
      statement.execute();
    }
  }

  private static void awaitWaiting(TestCity city, long count) {
    await()
        .until(() ->
            city.value(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND datname = current_database()")
                .equals(count));
  }

  private static List<BackgroundLoop> start(TestCity node) {
    return node.bean(CityRounds.class).start();
  }

  private static long rounds(TestCity node) {
    return node.bean(MeterRegistry.class).timer("souk.matching.round").count();
  }
}
