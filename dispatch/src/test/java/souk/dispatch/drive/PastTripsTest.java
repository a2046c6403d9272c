package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.ApiCalls;
import souk.dispatch.TestCity;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.Trips;

/** A driver finds the trips he has had, each once, and nobody else's. */
class PastTripsTest {
  private static TestCity city;
  private static ApiCalls api;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of());
    api = new ApiCalls(city::uri);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void pagesLeadThroughAllHisTripsOnceTheLatestFirst() {
    var driver = city.online();
    var expected = new ArrayList<String>();
    for (int n = 0; n < 5; n++) expected.addFirst(completed(driver).toString());
    // as if all had been accepted in the same moment: the id decides
    city.sql(
        "UPDATE dispatch.trip SET assigned_at = date_trunc('hour', assigned_at)"
            + " WHERE driver_id = ? AND id <> ?",
        driver,
        UUID.fromString(expected.getFirst()));
    completed(city.online());

    var seen = new ArrayList<String>();
    var page = ok(api.get(driver, "DRIVER", "/v1/me/trips?limit=2"));
    while (true) {
      page.path("items").forEach(trip -> seen.add(trip.path("id").asText()));
      if (page.path("next_cursor").isNull()) break;
      var path = "/v1/me/trips?limit=2&cursor=" + page.path("next_cursor").asText();
      page = ok(api.get(driver, "DRIVER", path));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen.getFirst()).isEqualTo(expected.getFirst());
  }

  @Test
  void oneThatWasCalledOffIsThereAndOneHeGaveBackOrStillDrivesIsNot() {
    var driver = city.online();
    var asked = TestCity.asked();
    var trip = city.bean(Trips.class).request(asked);
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    city.bean(Trips.class).cancel(asked, TestCity.byRider());
    city.bean(DriveTrip.class).giveBack(driver, accepted(driver), "flat_tyre");
    accepted(driver);

    var items = ok(api.get(driver, "DRIVER", "/v1/me/trips")).path("items");
    assertThat(items).hasSize(1);
    var past = items.get(0);
    assertThat(past.path("id").asText()).isEqualTo(trip.id().toString());
    assertThat(past.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(past.path("cancelled").path("by").asText()).isEqualTo("RIDER");
    assertThat(past.path("fare").path("amount").asLong()).isEqualTo(1250);
    assertThat(past.toString()).as("who the rider was").doesNotContain("Rita");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?cursor=x", "?limit=0", "?limit=101", "?limit=x"})
  void aBadPageIsABadRequest(String query) {
    var answer = api.get(city.online(), "DRIVER", "/v1/me/trips" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void onlyDriversHaveTrips() {
    refused(api.get(UUID.randomUUID(), "CUSTOMER", "/v1/me/trips"), 403, "forbidden");
    assertThat(ok(api.get(UUID.randomUUID(), "DRIVER", "/v1/me/trips")).path("items")).isEmpty();
  }

  private static UUID accepted(UUID driver) {
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    return trip.id();
  }

  private static UUID completed(UUID driver) {
    var trip = accepted(driver);
    var drive = city.bean(DriveTrip.class);
    drive.setOff(driver, trip);
    drive.arrive(driver, trip);
    drive.start(driver, trip);
    drive.complete(driver, trip);
    return trip;
  }
}
