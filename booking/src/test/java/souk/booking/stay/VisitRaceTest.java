package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of those who say different things of one stay at once, one is heard, and the row says who. */
class VisitRaceTest {
  private static final String CHECKED_IN = "stay.checked_in";
  private static final String NO_SHOW = "stay.no_show";
  private static final String CANCELLED = "stay.cancelled";

  private static PaidHotel hotel;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.lock-wait", "20s"));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void ofTwoWhoSayDifferentThingsOneIsHeard() throws Exception {
    for (int first = 0; first < 4; first++) {
      for (int second = first + 1; second < 4; second++) {
        var guest = new Guest(hotel.node);
        var stay = arriving(guest);
        var all = says(guest, stay);
        assertOneWins(stay, List.of(all.get(first), all.get(second)));
      }
    }
  }

  @Test
  void ofManyWhoSayDifferentThingsOneIsHeard() throws Exception {
    var winners = new TreeMap<String, Integer>();
    for (int round = 0; round < 8; round++) {
      var guest = new Guest(hotel.node);
      var stay = arriving(guest);
      var all = new ArrayList<>(says(guest, stay));
      all.addAll(says(guest, stay));
      Collections.rotate(all, round);
      winners.merge(assertOneWins(stay, all), 1, Integer::sum);
    }
    assertThat(winners.values().stream().mapToInt(n -> n).sum()).isEqualTo(8);
  }

  /** Negative control: decided by what was read before, both would have been heard. */
  @Test
  void decidedByWhatWasReadBeforeTwoWouldBeHeard() {
    var guest = new Guest(hotel.node);
    var stay = arriving(guest);
    var seen = hotel.stay(stay).state().status();
    assertThat(hotel.says("check-in", stay).statusCode()).isEqualTo(200);
    assertThat(seen).isEqualTo(StayStatus.CONFIRMED);
    assertThat(moved(stay, "")).as("with the guard taken away").isOne();
    assertThat(moved(stay, "AND status = 'CONFIRMED'")).isZero();
  }

  /** Writes as little as shows that the row would have been taken. */
  private static int moved(UUID stay, String guard) {
    return hotel.site.sql(
        "UPDATE booking.stay SET no_show_from = no_show_from WHERE id = ?"
            + " AND no_show_from <= clock_timestamp() AND leave_by > clock_timestamp() "
            + guard,
        stay);
  }

  /** Booked and paid for, and all that can be said of it can be said now. */
  private static UUID arriving(Guest guest) {
    hotel.anotherHotel();
    var stay = hotel.paying(guest);
    hotel.steps().authorize(stay);
    hotel.steps().conclude(stay);
    assertThat(hotel.steps().capture(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
    hotel.site.sql(
        "UPDATE booking.stay SET arrives_from = held_at, no_show_from = held_at WHERE id = ?",
        stay);
    return stay;
  }

  private static List<Callable<Integer>> says(Guest guest, UUID stay) {
    return List.of(
        () -> hotel.says("check-in", stay).statusCode(),
        () -> hotel.says("no-show", stay).statusCode(),
        () -> guest.cancel(stay).statusCode(),
        () -> hotel.says("cancel", stay).statusCode());
  }

  private static String assertOneWins(UUID stay, List<Callable<Integer>> saying) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(saying)) {
        assertThat(answer.get()).isIn(200, 409);
      }
    }
    var heard =
        hotel.events(stay).stream()
            .filter(List.of(CHECKED_IN, NO_SHOW, CANCELLED)::contains)
            .toList();
    assertThat(heard).hasSize(1);
    var winner = heard.getFirst();
    assertThat("stay." + hotel.value(stay, "lower(status)")).isEqualTo(winner);
    assertThat(hotel.booked()).isEqualTo(winner.equals(CHECKED_IN) ? 2 : 0);
    hotel.assertClean();
    return winner;
  }
}
