package souk.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.sim.road.TestRoads;

final class CityPlanTest {
  private static final Duration WINDOW = Duration.ofMinutes(3);
  private static final int N = 20;

  @Test
  void oneSeedIsOneCity() {
    var one = city(7, 40, 10, WINDOW);
    var again = city(7, 40, 10, WINDOW);

    assertThat(again.riders().toString()).isNotBlank();
    assertThat(again.arrivals()).isEqualTo(one.arrivals());
    assertThat(again.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(again.fingerprint().n()).isEqualTo(one.arrivals().size());
    assertThat(draws(again.drivers())).isEqualTo(draws(one.drivers()));
    assertThat(outages(again.riders())).isEqualTo(outages(one.riders()));
    assertThat(again.riders().stream().map(RiderPlan::pspToken))
        .isEqualTo(one.riders().stream().map(RiderPlan::pspToken).toList());
  }

  @Test
  void anotherSeedIsAnotherCity() {
    var one = city(7, 40, 10, WINDOW);
    var other = city(8, 40, 10, WINDOW);

    assertThat(other.fingerprint().sha256()).isNotEqualTo(one.fingerprint().sha256());
    assertThat(draws(other.drivers())).isNotEqualTo(draws(one.drivers()));
    assertThat(other.riders().getFirst().person().id())
        .isNotEqualTo(one.riders().getFirst().person().id());
  }

  @Test
  void morePeopleShiftNobodysDraws() {
    var few = city(7, 20, 5, WINDOW);
    var many = city(7, 60, 15, WINDOW);

    for (int i = 0; i < 20; i++) {
      assertThat(many.riders().get(i).person()).isEqualTo(few.riders().get(i).person());
      assertThat(many.riders().get(i).arrivals()).isEqualTo(few.riders().get(i).arrivals());
    }
    assertThat(draws(many.drivers().subList(0, 5))).isEqualTo(draws(few.drivers()));
    assertThat(outages(many.riders().subList(0, 20))).isEqualTo(outages(few.riders()));
  }

  @Test
  void aDrawDoesNotDependOnWhichWereAskedForBefore() {
    var driver = city(7, 1, 1, WINDOW).drivers().getFirst();
    var ninth = driver.offer(9);

    IntStream.range(0, 9).forEach(driver::offer);
    driver.wander(3);

    assertThat(driver.offer(9)).isEqualTo(ninth);
  }

  @Test
  void arrivalsComeInTheWindowInOrder() {
    var arrivals = city(3, 60, 1, WINDOW).arrivals();

    assertThat(arrivals).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(arrivals)
        .allSatisfy(arrival -> assertThat(arrival.at()).isBetween(Duration.ZERO, WINDOW));
  }

  @Test
  void nobodyRidesAgainBeforeTheLastRideCanBeOver() {
    var riders = city(3, 40, 1, Duration.ofHours(1)).riders();

    assertThat(riders).anySatisfy(rider -> assertThat(rider.arrivals()).hasSizeGreaterThan(1));
    for (var rider : riders) {
      var arrivals = rider.arrivals();
      for (int i = 1; i < arrivals.size(); i++) {
        assertThat(arrivals.get(i).at().minus(arrivals.get(i - 1).at()))
            .isGreaterThanOrEqualTo(Duration.ofMinutes(4));
      }
    }
  }

  @Test
  void peopleBehaveAsOftenAsTheirHabitsSay() {
    var city = city(5, 1_000, 50, WINDOW);
    var arrivals = city.arrivals();
    var cancelling = arrivals.stream().filter(a -> a.cancelAfter().isPresent()).count();
    var losing = arrivals.stream().filter(Arrival::losesAnswer).count();
    var declined =
        city.riders().stream().filter(r -> r.pspToken().equals(RiderPlan.DECLINED_CARD)).count();
    var choices =
        city.drivers().stream()
            .flatMap(d -> IntStream.range(0, 40).mapToObj(d::offer))
            .map(OfferChoice::decision)
            .toList();
    var accepts = choices.stream().filter(OfferChoice.Decision.ACCEPT::equals).count();
    var ignores = choices.stream().filter(OfferChoice.Decision.IGNORE::equals).count();

    assertThat(cancelling / (double) arrivals.size()).isCloseTo(0.08, within(0.03));
    assertThat(losing / (double) arrivals.size()).isCloseTo(0.03, within(0.02));
    assertThat(declined / 1_000.0).isCloseTo(0.03, within(0.02));
    assertThat(accepts / (double) choices.size()).isCloseTo(0.85, within(0.03));
    assertThat(ignores / (double) choices.size()).isCloseTo(0.05, within(0.02));
  }

  @Test
  void theRushBendsTimeAndNothingElse() {
    var even = of(new RushHours(0), 400);
    var rushed = of(new RushHours(0.6), 400);

    assertThat(inRush(rushed)).isGreaterThan(inRush(even) + 60);
    assertThat(rushed.stream().map(Arrival::pickup))
        .containsExactlyInAnyOrderElementsOf(even.stream().map(Arrival::pickup).toList());
    assertThat(rushed.stream().filter(a -> a.nth() == 0).map(Arrival::rider))
        .isEqualTo(even.stream().filter(a -> a.nth() == 0).map(Arrival::rider).toList());
  }

  /** Bookings come from streams of their own: whoever books, all else of the city stays. */
  @Test
  void whoBooksAheadChangesNothingElse() {
    var booking = city(7, 400, 1, WINDOW).arrivals();
    var never =
        CityPlan.of(7, WINDOW, 400, 1, Habits.of(withoutBookings()), TestRoads.PLACES).arrivals();

    assertThat(booking).isEqualTo(city(7, 400, 1, WINDOW).arrivals());
    var booked = booking.stream().filter(a -> a.bookedAhead().isPresent()).toList();
    assertThat(booked.size() / (double) booking.size()).isCloseTo(0.1, within(0.04));
    assertThat(booked).anyMatch(a -> a.cancelAfter().isPresent());
    assertThat(booked)
        .allSatisfy(a ->
            assertThat(a.bookedAhead().orElseThrow())
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(40)));
    assertThat(booking.stream().map(Arrival::at).toList())
        .isEqualTo(never.stream().map(Arrival::at).toList());
    assertThat(never.stream().filter(a -> booked.stream().noneMatch(b -> isSame(a, b))))
        .isSubsetOf(booking);
  }

  private static boolean isSame(Arrival one, Arrival other) {
    return one.rider().equals(other.rider()) && one.nth() == other.nth();
  }

  private static Shares withoutBookings() {
    return new Shares(0.3, 0.1, 0.1, 0.05, 0.1, 0.3, 3, 0.05, 0.1, 0.1, 0.7, 0.05, 0, 0);
  }

  private static List<Arrival> of(RushHours rush, int riders) {
    var usual = Habits.usual();
    var habits =
        new Habits(
            usual.riding(),
            usual.driving(),
            usual.network(),
            rush,
            usual.shifts(),
            usual.radio(),
            usual.tapping());
    return CityPlan.of(7, WINDOW, riders, 1, habits, TestRoads.PLACES).arrivals();
  }

  private static long inRush(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(arrival -> arrival.at().toMillis() / (double) WINDOW.toMillis())
        .filter(at -> Math.abs(at - 0.25) < 0.12 || Math.abs(at - 0.7) < 0.12)
        .count();
  }

  @Test
  void driversWorkAndPhonesFailAsOftenAsTheirHabitsSay() {
    var drivers = city(5, 1, 1_000, WINDOW).drivers();
    var packets =
        drivers.stream()
            .flatMap(d -> IntStream.range(0, 20).mapToObj(d.reception()::packet))
            .toList();
    var bad = packets.stream().filter(p -> p.fate() != Packet.Fate.USUAL).count();

    assertThat(share(drivers, d -> !d.hours().isPunctual())).isCloseTo(0.1, within(0.03));
    assertThat(share(drivers, d -> d.hours().pause().isPresent())).isCloseTo(0.1, within(0.03));
    assertThat(share(drivers, d -> d.hours().until().isPresent())).isCloseTo(0.05, within(0.03));
    assertThat(share(drivers, d -> d.reception().fallsSilent())).isCloseTo(0.1, within(0.03));
    assertThat(share(drivers, d -> d.fingers().twice("trip.start", 3)))
        .isCloseTo(0.1, within(0.03));
    assertThat(share(drivers, d -> d.fingers().stars(3).isPresent())).isCloseTo(0.7, within(0.05));
    assertThat(bad / (double) packets.size()).isCloseTo(0.05, within(0.01));
    assertThat(drivers)
        .allSatisfy(driver ->
            assertThat(driver.reception().silence(1).length())
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60)))
        .allSatisfy(driver ->
            assertThat(driver.reception().seen(driver.home(), 4).metresTo(driver.home()))
                .isLessThan(driver.reception().accuracyMetres() * 2));
  }

  private static double share(List<DriverPlan> drivers, Predicate<DriverPlan> of) {
    return drivers.stream().filter(of).count() / (double) drivers.size();
  }

  @Test
  void aFingerprintNoticesEveryDraw() {
    var city = city(7, 5, 1, WINDOW);
    var other = CityPlan.of(7, WINDOW, 5, 1, patientHabits(), TestRoads.PLACES);

    assertThat(other.fingerprint()).isNotEqualTo(city.fingerprint());
  }

  private static Habits patientHabits() {
    var usual = Habits.usual();
    var riding = usual.riding();
    return new Habits(
        new Habits.Riding(
            riding.declinedCardShare(),
            riding.nextRideShare(),
            riding.betweenRides(),
            riding.cancelShare(),
            riding.earlyCancelShare(),
            riding.earlyCancel(),
            riding.lateCancel(),
            Span.ofMillis(200_000, 300_000),
            riding.quoteThink(),
            riding.lostAnswerShare(),
            riding.detourShare()),
        usual.driving(),
        usual.network(),
        usual.rush(),
        usual.shifts(),
        usual.radio(),
        usual.tapping());
  }

  private static CityPlan city(long seed, int riders, int drivers, Duration window) {
    return CityPlan.of(seed, window, riders, drivers, Habits.usual(), TestRoads.PLACES);
  }

  private static List<String> draws(List<DriverPlan> drivers) {
    return drivers.stream().map(CityPlanTest::draws).toList();
  }

  private static String draws(DriverPlan driver) {
    return driver.home()
        + " "
        + driver.pace()
        + " "
        + driver.positionPhase()
        + " "
        + driver.hours()
        + " "
        + driver.reception().fallsSilent()
        + IntStream.range(0, N)
            .mapToObj(n ->
                " %s %s %s %s %s %s %s %s"
                    .formatted(
                        driver.offer(n),
                        driver.wander(n),
                        driver.boarding(n),
                        driver.reception().packet(n),
                        driver.reception().seen(driver.home(), n),
                        driver.fingers().twice("offer.accept", n),
                        driver.fingers().stars(n),
                        driver.outages().nth(n)))
            .toList();
  }

  private static List<String> outages(List<RiderPlan> riders) {
    return riders.stream()
        .map(rider ->
            IntStream.range(0, N)
                .mapToObj(n -> rider.outages().duringRide(n % 3).nth(n))
                .toList()
                .toString())
        .toList();
  }
}
