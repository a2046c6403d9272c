package souk.dispatch.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.TestCity;

class RaceTest {
  private static final int DRIVERS = 8;
  private static final int THREADS = 16;
  private static final int TURNS = 300;

  @Test
  void everyRaceHasOneWinnerAndNobodyIsStuckAfterwards() {
    var seed = System.nanoTime();
    try (var one = TestCity.open();
        var other = TestCity.open(one.database(), Map.of())) {
      var race = new Race(List.of(one, other), DRIVERS);

      race.run(THREADS, TURNS, seed);
      race.drain();

      assertThat(race.accidents()).as("accidents with seed %s", seed).isEmpty();
      assertThat(History.breaches(one, race.told())).as("breaches with seed %s", seed).isEmpty();
      assertEverythingHappened(one);
    }
  }

  /**
   * The control: with the keys of the claim table taken away, the very same race must be found to
   * go wrong, else the test above shows nothing.
   */
  @Test
  void withoutTheClaimsKeysTheSameRaceGoesWrong() {
    var database = DispatchNode.database();
    DispatchNode.sql(
        database,
        "ALTER TABLE dispatch.driver_claim"
            + " DROP CONSTRAINT driver_claim_driver, DROP CONSTRAINT driver_claim_trip");
    try (var one = TestCity.open(database, Map.of());
        var other = TestCity.open(database, Map.of())) {
      var race = new Race(List.of(one, other), DRIVERS);

      race.run(THREADS, TURNS / 4, System.nanoTime());
      race.drain();

      assertThat(History.breaches(one, race.told()))
          .anyMatch(breach -> breach.startsWith("a driver held for two trips at a time"));
    }
  }

  /** A race in which nobody ever won in some way has not tried that way. */
  private static void assertEverythingHappened(TestCity city) {
    var offers =
        city.rows(
            "SELECT DISTINCT concat_ws(' ', status, withdrawn_because, given_back_by,"
                + " CASE WHEN after_trip_id IS NOT NULL THEN 'NEXT' END) AS how"
                + " FROM dispatch.offer");
    assertThat(offers)
        .extracting(row -> row.get("how"))
        .contains(
            "ACCEPTED",
            "ACCEPTED DRIVER",
            "ACCEPTED OPS",
            "DECLINED",
            "EXPIRED",
            "WITHDRAWN TRIP_CANCELLED",
            "WITHDRAWN DRIVER_LEFT",
            "ACCEPTED NEXT");
    assertThat(offers)
        .extracting(row -> row.get("how"))
        .as("whatever ends a next job")
        .containsAnyOf(
            "ACCEPTED DRIVER NEXT",
            "ACCEPTED OPS NEXT",
            "ACCEPTED DISPATCH NEXT",
            "DECLINED NEXT",
            "EXPIRED NEXT",
            "WITHDRAWN DRIVER_LEFT NEXT",
            "WITHDRAWN TRIP_CANCELLED NEXT");
    assertThat(city.rows("SELECT DISTINCT status FROM dispatch.trip"))
        .extracting(row -> row.get("status"))
        .contains("COMPLETED", "CANCELLED");
  }
}
