package souk.dispatch.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.Offers;
import souk.platform.problem.Problem;

/** A trip whose pick-up is booked for a time to come. */
class BookedTripTest {
  private static final Instant PICKUP_AT =
      Instant.now().plus(Duration.ofMinutes(9)).truncatedTo(ChronoUnit.MILLIS);

  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.open();
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void empty() {
    city.empty();
  }

  @Test
  void itIsLookedForBeyondItsTime() {
    var trip = requested();

    assertThat(trip.pickupAt()).isEqualTo(PICKUP_AT);
    assertThat(city.trip(trip.id())).isEqualTo(trip);
    assertThat(
            city.value(
                "SELECT search_until - pickup_at = interval '120 s' FROM dispatch.trip WHERE id = ?",
                trip.id()))
        .isEqualTo(true);
  }

  @Test
  void theRoundHoldsItBackUntilItsDriverMustSetOff() {
    var driver = city.driver();
    var trip = requested();

    city.round();
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);

    soon(trip.id());
    city.round();
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.OFFERED);
    assertThat(city.bean(Offers.class).openFor(driver))
        .get()
        .satisfies(offer -> assertThat(offer.pickupAt()).isNotNull());
  }

  @Test
  void theRiderMayStillComeThoughTheDriverCameEarly() {
    var driver = city.driver();
    var trip = requested().id();
    city.bean(AcceptOffer.class).accept(driver, city.offered(city.trip(trip), driver));
    var drive = city.bean(DriveTrip.class);
    drive.setOff(driver, trip);
    assertThat(drive.arrive(driver, trip).pickupAt()).isEqualTo(PICKUP_AT);

    assertThatThrownBy(() -> drive.noShow(driver, trip))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("rider_may_still_come"));

    city.sql("UPDATE dispatch.trip SET pickup_at = arrived_at WHERE id = ?", trip);
    assertThat(drive.noShow(driver, trip).status()).isEqualTo(TripStatus.CANCELLED);
  }

  private static TripView requested() {
    return city.bean(Trips.class).request(TestCity.askedFor(PICKUP_AT));
  }

  private static void soon(UUID trip) {
    city.sql(
        "UPDATE dispatch.trip SET pickup_at = clock_timestamp() + interval '100 s' WHERE id = ?",
        trip);
  }
}
