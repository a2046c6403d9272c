package souk.dispatch.offer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.Together;
import souk.dispatch.city.Point;
import souk.dispatch.matching.ParkedSightings;
import souk.dispatch.trip.TripStatus;
import souk.platform.problem.Problem;

/**
 * Drivers about to finish near a pick-up: who is asked, and how the next trip becomes the present
 * one.
 */
class NextJobTest {
  private static TestCity standard;
  private TestCity city;
  private BusyDrivers drivers;

  @BeforeAll
  static void open() {
    standard = TestCity.open();
  }

  @AfterAll
  static void close() {
    standard.close();
  }

  @BeforeEach
  void empty() {
    use(standard);
    city.empty();
    city.bean(ParkedSightings.class).age(Duration.ofSeconds(1));
  }

  @Test
  void whoIsAboutToFinishIsAskedAndServesItAfterwards() throws Exception {
    var driver = city.driver(TestCity.HARBOUR);
    var present = drivers.inProgress(driver);
    var next = city.requested().id();
    city.round();

    var offer = requireNonNull(drivers.work(driver).offer());
    assertThat(offer.tripId()).isEqualTo(next);
    assertThat(offer.afterTripId()).isEqualTo(present);
    assertThat(requireNonNull(drivers.work(driver).trip()).id()).isEqualTo(present);
    var why = new ObjectMapper().readTree((String) drivers.of(next, "explanation")).at("/ranked/0");
    assertThat(why.get("after_trip").asText()).isEqualTo(present.toString());
    assertThat(why.get("remaining_ms").isNumber()).isTrue();

    drivers.accept(driver, offer.id());
    assertThat(drivers.work(driver).offer()).isNull();
    assertThat(requireNonNull(drivers.work(driver).trip()).id()).isEqualTo(present);
    assertThat(requireNonNull(drivers.work(driver).nextTrip()).id()).isEqualTo(next);
    refused("present_trip_first", () -> drivers.drive().setOff(driver, next));

    drivers.drive().complete(driver, present);

    assertThat(requireNonNull(drivers.work(driver).trip()).id()).isEqualTo(next);
    assertThat(drivers.work(driver).nextTrip()).isNull();
    assertThat(drivers.drive().setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
  }

  @Test
  void anOfferThatIsOpenWhenThePresentTripEndsIsOneOfAFreeDriver() {
    var driver = city.driver(TestCity.HARBOUR);
    var present = drivers.inProgress(driver);
    var next = city.requested().id();
    city.round();

    drivers.drive().complete(driver, present);
    drivers.accept(driver, (UUID) drivers.of(next, "id"));

    assertThat(drivers.drive().setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
  }

  @Test
  void acceptingWhileThePresentTripEndsLosesNothing() throws Exception {
    for (int n = 0; n < 25; n++) {
      city.empty();
      var driver = city.driver(TestCity.HARBOUR);
      var present = drivers.inProgress(driver);
      var next = city.requested().id();
      city.round();
      var offer = (UUID) drivers.of(next, "id");

      Together.run(
          2,
          number -> {
            if (number == 0) drivers.drive().complete(driver, present);
            else drivers.accept(driver, offer);
          });

      assertThat(requireNonNull(drivers.work(driver).trip()).id()).isEqualTo(next);
      assertThat(drivers.drive().setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
    }
  }

  @Test
  void aFreeDriverNextDoorComesFirst() {
    drivers.inProgress(city.driver(TestCity.HARBOUR));
    var free = city.driver(TestCity.CASINO);
    var trip = city.requested().id();

    city.round();

    assertThat(drivers.asked(trip)).containsExactly(free);
  }

  @Test
  void whoIsNotAboutToFinishIsNotAsked() {
    var waits = city.driver(TestCity.HARBOUR);
    drivers.arrived(waits);
    var farFromTheEnd = city.driver(metresNorthOfHarbour(2_500));
    drivers.inProgress(farFromTheEnd);
    var trip = city.requested().id();

    city.round();

    assertThat(drivers.asked(trip)).isEmpty();
  }

  @Test
  void whoIsSilentIsNotAsked() {
    var driver = city.driver(TestCity.HARBOUR);
    drivers.inProgress(driver);
    var trip = city.requested().id();
    city.bean(ParkedSightings.class).age(Duration.ofSeconds(31));
    city.round();
    assertThat(drivers.asked(trip)).isEmpty();

    city.bean(ParkedSightings.class).age(Duration.ofSeconds(20));
    city.round();

    assertThat(drivers.asked(trip)).containsExactly(driver);
  }

  @Test
  void whoHasANextTripIsNotAskedAboutAnother() {
    var driver = city.driver(TestCity.HARBOUR);
    drivers.inProgress(driver);
    drivers.accepted(driver, TestCity.asked());
    var another = city.requested();
    city.round();

    assertThat(drivers.asked(another.id())).isEmpty();
    assertThat(
            city.bean(MakeOffer.class)
                .make(
                    new OfferProposal(
                        another.id(), another.version(), driver, TestCity.byRoad(60), "{}")))
        .isEmpty();
  }

  @Test
  void aCityMayHaveItOff() {
    for (var off :
        List.of(
            Map.<String, Object>of("souk.matching.finishing.off-in", "elsewhere,monaco"),
            Map.<String, Object>of("souk.matching.finishing.within", "0s"))) {
      try (var calm = TestCity.open(standard.database(), off)) {
        standard.empty();
        use(calm);
        drivers.inProgress(calm.driver(TestCity.HARBOUR));
        var trip = calm.requested().id();

        calm.round();

        assertThat(drivers.asked(trip)).isEmpty();
      }
    }
  }

  private void use(TestCity used) {
    city = used;
    drivers = new BusyDrivers(used);
  }

  private static Point metresNorthOfHarbour(int metres) {
    return new Point(TestCity.HARBOUR.lat() + metres / 111_195.0, TestCity.HARBOUR.lon());
  }

  private static void refused(String code, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }
}
