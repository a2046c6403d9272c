package souk.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.sim.plan.OfferChoice.Decision;
import souk.sim.road.TestRoads;

/** Who wants to go elsewhere is drawn by himself, and shifts nobody else's draws. */
final class DetoursTest {
  private static final Duration WINDOW = Duration.ofMinutes(3);

  @Test
  void whoWantsToGoElsewhereShiftsNoArrival() {
    var nobody = city(7, 0);
    var everybody = city(7, 1);

    assertThat(everybody.fingerprint()).isEqualTo(nobody.fingerprint());
    assertThat(nobody.riders()).allMatch(rider -> rider.detours().of(0).isEmpty());
    assertThat(everybody.riders()).allMatch(rider -> rider.detours().of(0).isPresent());
  }

  @Test
  void oneSeedHasOneSetOfDetours() {
    assertThat(detours(city(7, 0.5))).isEqualTo(detours(city(7, 0.5)));
    assertThat(detours(city(8, 0.5))).isNotEqualTo(detours(city(7, 0.5)));
  }

  @Test
  void peopleBehaveAsOftenAsTheirHabitsSay() {
    var city = city(5, 0.15);
    var asking = city.riders().stream().filter(rider -> rider.detours().of(0).isPresent()).count();
    var answers =
        city.drivers().stream()
            .flatMap(driver -> IntStream.range(0, 40).mapToObj(driver::redirection))
            .toList();
    var agreed = answers.stream().filter(Decision.ACCEPT::equals).count();

    assertThat(asking / (double) city.riders().size()).isCloseTo(0.15, within(0.05));
    assertThat(agreed / (double) answers.size()).isCloseTo(0.8, within(0.05));
    assertThat(answers).contains(Decision.DECLINE, Decision.IGNORE);
  }

  private static List<Object> detours(CityPlan city) {
    return city.riders().stream().<Object>map(rider -> rider.detours().of(0)).toList();
  }

  private static CityPlan city(long seed, double share) {
    var usual = Shares.usual();
    var shares =
        new Shares(
            usual.rush(),
            usual.late(),
            usual.pauses(),
            usual.leaveEarly(),
            usual.silence(),
            usual.restarts(),
            usual.noiseMetres(),
            usual.badPackets(),
            usual.httpPositions(),
            usual.doubleTaps(),
            usual.ratings(),
            usual.secondThoughts(),
            usual.booked(),
            share);
    return CityPlan.of(seed, WINDOW, 400, 20, Habits.of(shares), TestRoads.PLACES);
  }
}
