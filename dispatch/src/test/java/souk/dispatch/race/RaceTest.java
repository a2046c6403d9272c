package souk.dispatch.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.TestCity;

/** Several processes on one database; each test is a city of its own. */
class RaceTest {
  private static final int TURNS = 250;
  private static final int BURSTS_MAX = 12;

  /** A race in which nobody ever won in some way has not tried that way. */
  private static final Set<String> WANTED =
      Set.of(
          "ACCEPTED",
          "ACCEPTED DRIVER",
          "ACCEPTED OPS",
          "DECLINED",
          "EXPIRED",
          "WITHDRAWN TRIP_CANCELLED",
          "WITHDRAWN DRIVER_LEFT",
          "ACCEPTED NEXT",
          "a next job that ended before its turn",
          "COMPLETED",
          "CANCELLED");

  private static final String HAPPENED =
      """
      SELECT DISTINCT concat_ws(' ', status, withdrawn_because, given_back_by,
        CASE WHEN after_trip_id IS NOT NULL THEN 'NEXT' END) AS how FROM dispatch.offer
      UNION SELECT 'a next job that ended before its turn' FROM dispatch.offer
        WHERE after_trip_id IS NOT NULL AND (status <> 'ACCEPTED' OR given_back_at IS NOT NULL)
      UNION SELECT status FROM dispatch.trip WHERE status IN ('COMPLETED', 'CANCELLED')
      """;

  private static Racers racers;

  @BeforeAll
  static void start() {
    racers = new Racers();
  }

  @AfterAll
  static void close() {
    racers.close();
  }

  /** In the end one process is killed in the middle of all that it does. */
  @Test
  void everyRaceHasOneWinnerAndNobodyIsStuckAfterwards() {
    var seed = System.nanoTime();
    try (var city = racers.enter(DispatchNode.database())) {
      runUntil(seed, TURNS, () -> missing(city).isEmpty());
      assertThat(racers.runAndKillOne(TURNS / 2, -seed)).as("was killed at work").isTrue();
      racers.drain(city);

      assertThat(racers.breaches(city)).as("breaches with seed %s", seed).isEmpty();
      assertThat(missing(city)).as("never happened with seed %s", seed).isEmpty();
    }
  }

  /**
   * The control: with the keys of the claim table taken away, the very same race must be found to
   * go wrong, else the tests above show nothing.
   */
  @Test
  void withoutTheClaimsKeysTheSameRaceGoesWrong() {
    var database = DispatchNode.database();
    DispatchNode.sql(
        database,
        "ALTER TABLE dispatch.driver_claim"
            + " DROP CONSTRAINT driver_claim_driver, DROP CONSTRAINT driver_claim_trip");
    try (var city = racers.enter(database)) {
      runUntil(System.nanoTime(), TURNS / 4, () -> isDoubled(city));

      assertThat(isDoubled(city)).isTrue();
    }
  }

  /** Without this a build that is broken off would leave racers behind for ever. */
  @Test
  void aRacerEndsWithWhoeverStartedIt() throws IOException {
    var starter = RaceProcess.launch(Starter.class);
    var racer = ProcessHandle.of(Long.parseLong(starter.inputReader().readLine())).orElseThrow();
    assertThat(racer.isAlive()).isTrue();

    starter.destroyForcibly();

    await().until(() -> !racer.isAlive());
  }

  /** Starts a racer and says who it is. */
  static final class Starter {
    public static void main(String[] arguments) throws IOException {
      System.out.println(RaceProcess.launch(Racer.class).pid());
      while (System.in.read() >= 0) {}
    }
  }

  /** What is wanted may take its time: chance decides what everybody does. */
  private static void runUntil(long seed, int turns, Supplier<Boolean> seen) {
    for (int burst = 0; burst < BURSTS_MAX; burst++) {
      racers.run(turns, seed + 1_000L * burst);
      if (seen.get()) return;
    }
  }

  private static Set<String> missing(TestCity city) {
    var missing = new HashSet<>(WANTED);
    city.rows(HAPPENED).forEach(row -> missing.remove(String.valueOf(row.get("how"))));
    return missing;
  }

  private static boolean isDoubled(TestCity city) {
    return racers.breaches(city).stream()
        .anyMatch(breach -> breach.startsWith("a driver held for two trips at a time"));
  }
}
