package souk.dispatch.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.Together;
import souk.dispatch.offer.AcceptOffer;

/**
 * Every pair of deeds on one offer, and on the trip that came of it: {@code pairs.txt} says what
 * comes of it in either order, and at the same moment, from two nodes, it is one of the two.
 */
class PairsTest {
  private static final int TIMES = 6;

  private static TestCity one;
  private static TestCity other;

  /** When the second of the deeds begins. */
  private enum Order {
    AFTERWARDS,
    AT_ONCE
  }

  /** Two deeds on an offer that is open, or has been accepted. */
  private record Pair(boolean accepted, Deed first, Deed second) {
    Pair turned() {
      return new Pair(accepted, second, first);
    }

    @Override
    public String toString() {
      return "%s: %s, %s".formatted(accepted ? "accepted" : "open", first, second);
    }
  }

  /** What each is told, and how offer, trip and driver stand then. */
  private record Outcome(String first, String second, String state) {
    Outcome turned() {
      return new Outcome(second, first, state);
    }

    @Override
    public String toString() {
      return "%s, %s; %s".formatted(first, second, state);
    }
  }

  @BeforeAll
  static void open() {
    one = TestCity.open();
    other = TestCity.open(one.database(), Map.of());
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  @Test
  void oneAfterTheOtherEndsAsIsStated() throws Exception {
    var lines = new ArrayList<String>();
    for (var pair : pairs().toList()) {
      lines.add(pair + " = " + outcome(pair, Order.AFTERWARDS));
    }
    assertThat(String.join("\n", lines)).isEqualTo(String.join("\n", stated()));
  }

  @Test
  void bothAtOnceEndAsIfOneHadComeAfterTheOther() throws Exception {
    var stated = stated();
    for (var pair : pairs().toList()) {
      for (int time = 0; time < TIMES; time++) {
        var outcome = outcome(pair, Order.AT_ONCE);
        assertThat(stated)
            .as("%s at once: %s", pair, outcome)
            .containsAnyOf(pair + " = " + outcome, pair.turned() + " = " + outcome.turned());
      }
    }
  }

  private static Stream<Pair> pairs() {
    return Stream.of(false, true)
        .flatMap(accepted ->
            Stream.of(Deed.values())
                .flatMap(first ->
                    Stream.of(Deed.values()).map(second -> new Pair(accepted, first, second))));
  }

  private static Outcome outcome(Pair pair, Order order) throws Exception {
    var driver = one.driver();
    var trip = one.requested();
    var scene = new Deed.Scene(driver, trip.id(), one.offered(trip, driver));
    if (pair.accepted()) one.bean(AcceptOffer.class).accept(driver, scene.offer());
    var told = new String[2];
    if (order == Order.AFTERWARDS) {
      told[0] = pair.first().doIt(one, scene);
      told[1] = pair.second().doIt(other, scene);
    } else {
      Together.run(
          2,
          n -> told[n] = (n == 0 ? pair.first() : pair.second()).doIt(n == 0 ? one : other, scene));
    }
    return new Outcome(told[0], told[1], state(scene));
  }

  private static String state(Deed.Scene scene) {
    return String.valueOf(
        one.value(
            """
            SELECT concat_ws(' ', offer.status, offer.withdrawn_because, offer.given_back_by,
              trip.status, driver.availability,
              CASE WHEN claim.kind IS NOT NULL THEN 'promised by ' || claim.kind END)
            FROM dispatch.offer
            JOIN dispatch.trip ON trip.id = offer.trip_id
            JOIN dispatch.driver ON driver.id = offer.driver_id
            LEFT JOIN dispatch.driver_claim claim ON claim.driver_id = offer.driver_id
            WHERE offer.id = ?
            """,
            scene.offer()));
  }

  private static List<String> stated() throws IOException {
    try (var file = PairsTest.class.getResourceAsStream("pairs.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
