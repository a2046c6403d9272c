package souk.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;

/** A whole worker: real index, real roads, rounds, relay and reminders, seen by the phones. */
class ServedCityTest {
  private static TestCity city;
  private static Phones phones;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of("souk.roles", "api,worker"));
    phones = new Phones(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  /** Nobody of another test is left to take this one's trip. */
  @BeforeEach
  void empty() {
    city.empty();
  }

  @Test
  void aTripFindsItsDriverOverTheIndexAndTheRoads() {
    var driver = driverWithPhone();

    var trip = city.requested();

    var offer = told(driver, "offer.made");
    assertThat(offer.at("/data/trip_id").asText()).isEqualTo(trip.id().toString());
    assertThat(offer.at("/data/pickup_eta_s").asInt()).isBetween(0, 300);
    assertThat(
            (String)
                city.value("SELECT explanation FROM dispatch.offer WHERE trip_id = ?", trip.id()))
        .contains("\"eta_source\":\"ROAD\"");
  }

  @Test
  void aDriverIsToldWhatOthersMakeOfHisTrip() {
    var driver = driverWithPhone();
    var asked = TestCity.asked();
    city.bean(Trips.class).request(asked);
    var offer = told(driver, "offer.made");

    city.bean(AcceptOffer.class).accept(driver, UUID.fromString(offer.at("/id").asText()));
    assertThat(told(driver, "trip.assigned").at("/data/status").asText()).isEqualTo("ASSIGNED");
    await("nobody else is given him").until(() -> !isFindable(driver));

    city.bean(Trips.class).cancel(asked, TestCity.byRider());
    var cancelled = told(driver, "trip.cancelled");
    assertThat(cancelled.at("/subject").asText()).isEqualTo(asked.id().toString());
    assertThat(cancelled.at("/version").asLong()).isEqualTo(4);
    assertThat(cancelled.at("/data/cancelled/by").asText()).isEqualTo("RIDER");
    assertThat(cancelled.at("/data/rider/name").asText()).isEqualTo("Rita");
    assertThat(cancelled.at("/data/rider_id").isMissingNode()).isTrue();
  }

  @Test
  void aDriverIsToldThatHisTripWasReassigned() {
    var driver = driverWithPhone();
    var trip = city.requested();
    var offer = told(driver, "offer.made");
    city.bean(AcceptOffer.class).accept(driver, UUID.fromString(offer.at("/id").asText()));

    city.bean(ReassignTrip.class)
        .reassign(new Operator(null, "Olga"), trip.id(), Optional.of(driver), "rude");

    var reassigned = told(driver, "trip.reassigned");
    assertThat(reassigned.at("/subject").asText()).isEqualTo(trip.id().toString());
    assertThat(reassigned.at("/version").asLong()).isEqualTo(4);
    assertThat(reassigned.at("/data/status").asText()).isEqualTo("WAITING");
    assertThat(reassigned.at("/data/driver_id").isNull()).isTrue();
  }

  @Test
  void anOfferThatEndsWithoutItsDriverLeavesHisScreen() {
    var driver = driverWithPhone();
    var asked = TestCity.asked();
    city.bean(Trips.class).request(asked);
    var offer = told(driver, "offer.made").at("/id").asText();

    city.bean(Trips.class).cancel(asked, TestCity.byRider());

    var withdrawn = told(driver, "offer.withdrawn");
    assertThat(withdrawn.at("/subject").asText()).isEqualTo(offer);
    assertThat(withdrawn.at("/version").asLong()).isEqualTo(2);
    assertThat(withdrawn.at("/data/offer_id").asText()).isEqualTo(offer);
    assertThat(withdrawn.at("/data/trip_id").asText()).isEqualTo(asked.id().toString());
    assertThat(withdrawn.at("/data/reason").asText()).isEqualTo("TRIP_CANCELLED");
  }

  @Test
  void anOfferThatRunsOutLeavesHisScreenAndThreeTakeHimOffLine() {
    var driver = driverWithPhone();
    for (int i = 1; i <= 3; i++) {
      stay(driver);
      city.requested();
      var count = i;
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            stay(driver);
            return city.count("driver_claim") == 1;
          });
      city.passDeadline(offerOpenFor(driver));
      await().until(() -> phones.told(driver, "offer.expired").size() == count);
    }

    assertThat(told(driver, "driver.offline").at("/data/availability").asText())
        .isEqualTo("OFFLINE");
  }

  private static boolean isFindable(UUID driver) {
    return city
        .bean(Fleet.class)
        .search(TestCity.ID, Product.STANDARD, TestCity.CASINO, 3_000, 100)
        .stream()
        .anyMatch(near -> near.driver().equals(driver));
  }

  private static UUID driverWithPhone() {
    var driver = city.online();
    city.bean(Positions.class).connected(driver);
    stay(driver);
    return driver;
  }

  private static void stay(UUID driver) {
    city.bean(Positions.class)
        .accept(driver, List.of(new Position(TestCity.CASINO, Instant.now(), 5.0)));
  }

  /** Meanwhile his phone goes on saying where he is. */
  private static JsonNode told(UUID driver, String type) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          stay(driver);
          return !phones.told(driver, type).isEmpty();
        });
    return phones.told(driver, type).getLast();
  }

  private static UUID offerOpenFor(UUID driver) {
    return (UUID)
        city.value("SELECT offer_id FROM dispatch.driver_claim WHERE driver_id = ?", driver);
  }
}
