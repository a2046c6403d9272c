package souk.dispatch.matching;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.matching.Assignment.Pair;

class AssignmentTest {
  /** How many trips are served, and at which sum; more are better, then less. */
  private record Worth(int served, long costMs) {
    static final Worth NOTHING = new Worth(0, 0);

    Worth and(Pair pair) {
      return new Worth(served + 1, costMs + pair.costMs());
    }

    Worth better(Worth other) {
      if (served != other.served) return served > other.served ? this : other;
      return costMs <= other.costMs ? this : other;
    }
  }

  @Property(tries = 1_000)
  void theSumIsThatOfTheBestOfAllAssignments(
      @ForAll @IntRange(min = 1, max = 6) int trips,
      @ForAll @IntRange(min = 1, max = 7) int drivers,
      @ForAll @IntRange(min = 2, max = 4_000_000) int dearest,
      @ForAll long seed) {
    var pairs = pairs(trips, drivers, dearest, new Random(seed));

    var chosen = Assignment.cheapest(pairs);

    assertThat(chosen.values()).doesNotHaveDuplicates();
    assertThat(worth(chosen, pairs)).isEqualTo(best(pairs));
  }

  /** The control: taking turns, the oldest first, does not find the best of all. */
  @Property(tries = 20)
  void takingTurnsIsDearer(@ForAll long seed) {
    var random = new Random(seed);
    var dearer = false;
    for (int i = 0; i < 50 && !dearer; i++) {
      var pairs = pairs(5, 5, 1_000_000, random);
      dearer = !worth(inTurns(pairs), pairs).equals(best(pairs));
    }
    assertThat(dearer).isTrue();
  }

  @Test
  void aDriverGoesWhereHeSavesMost() {
    var chosen =
        Assignment.cheapest(
            List.of(pair(1, 1, 60), pair(1, 2, 90), pair(2, 1, 10), pair(2, 2, 90)));

    assertThat(chosen).isEqualTo(Map.of(trip(1), driver(2), trip(2), driver(1)));
  }

  @Test
  void nobodyIsLeftOutToSaveTheOthersTime() {
    var chosen =
        Assignment.cheapest(
            List.of(pair(1, 1, 1), pair(1, 2, 1_200_000), pair(2, 1, 2), pair(3, 3, 5)));

    assertThat(chosen)
        .isEqualTo(Map.of(trip(1), driver(2), trip(2), driver(1), trip(3), driver(3)));
  }

  @Test
  void amongEqualSumsTheFirstTripGetsWhomItWouldRather() {
    for (int rows = 2; rows <= 5; rows++) {
      var pairs = new ArrayList<Pair>();
      for (int trip = 1; trip <= rows; trip++) {
        for (int driver = 1; driver <= rows; driver++) pairs.add(pair(trip, driver, driver * 100L));
      }

      var chosen = Assignment.cheapest(pairs);

      for (int n = 1; n <= rows; n++) assertThat(chosen.get(trip(n))).isEqualTo(driver(n));
    }
  }

  @Test
  void withoutPairsNobodyGetsAnybody() {
    assertThat(Assignment.cheapest(List.of())).isEmpty();
  }

  @Test
  void weightsOfADayAndALongDriveAreStillCountedExactly() {
    var dear = 86_400L * 1_200 * 1_000;
    var pairs = new ArrayList<Pair>();
    for (int trip = 1; trip <= 300; trip++) {
      pairs.add(pair(trip, trip, dear - 1));
      pairs.add(pair(trip, trip % 300 + 1, dear));
    }

    assertThat(worth(Assignment.cheapest(pairs), pairs))
        .isEqualTo(new Worth(300, 300 * (dear - 1)));
  }

  private static List<Pair> pairs(int trips, int drivers, int dearest, Random random) {
    var pairs = new ArrayList<Pair>();
    for (int trip = 0; trip < trips; trip++) {
      for (int driver = 0; driver < drivers; driver++) {
        // a cost may be a credit
        if (random.nextInt(3) > 0) pairs.add(pair(trip, driver, random.nextInt(dearest) - 1_000));
      }
    }
    return pairs;
  }

  private static Map<UUID, UUID> inTurns(List<Pair> pairs) {
    var chosen = new HashMap<UUID, UUID>();
    byTrip(pairs)
        .forEach(row ->
            row.stream()
                .filter(pair -> !chosen.containsValue(pair.driver()))
                .min((one, other) -> Long.compare(one.costMs(), other.costMs()))
                .ifPresent(pair -> chosen.put(pair.trip(), pair.driver())));
    return chosen;
  }

  private static Worth worth(Map<UUID, UUID> chosen, List<Pair> pairs) {
    var worth = Worth.NOTHING;
    for (var pair : pairs) {
      if (pair.driver().equals(chosen.get(pair.trip()))) worth = worth.and(pair);
    }
    assertThat(worth.served()).as("only pairs that were given").isEqualTo(chosen.size());
    return worth;
  }

  private static Worth best(List<Pair> pairs) {
    return best(byTrip(pairs), 0, new HashSet<>(), Worth.NOTHING);
  }

  private static Worth best(List<List<Pair>> rows, int row, Set<UUID> taken, Worth soFar) {
    if (row == rows.size()) return soFar;
    var best = best(rows, row + 1, taken, soFar);
    for (var pair : rows.get(row)) {
      if (!taken.add(pair.driver())) continue;
      best = best.better(best(rows, row + 1, taken, soFar.and(pair)));
      taken.remove(pair.driver());
    }
    return best;
  }

  private static List<List<Pair>> byTrip(List<Pair> pairs) {
    return List.copyOf(pairs.stream().collect(groupingBy(Pair::trip)).values());
  }

  private static Pair pair(int trip, int driver, long costMs) {
    return new Pair(trip(trip), driver(driver), costMs);
  }

  private static UUID trip(int n) {
    return new UUID(1, n);
  }

  private static UUID driver(int n) {
    return new UUID(2, n);
  }
}
