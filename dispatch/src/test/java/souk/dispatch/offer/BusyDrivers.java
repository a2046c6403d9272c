package souk.dispatch.offer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trips;

/** Drivers of a test's city who have a job, and what they are asked meanwhile. */
record BusyDrivers(TestCity city) {

  DriveTrip drive() {
    return city.bean(DriveTrip.class);
  }

  ActiveWork.Work work(UUID driver) {
    return city.bean(ActiveWork.class).of(driver);
  }

  UUID arrived(UUID driver) {
    var trip = city.requested();
    accept(driver, city.offered(trip, driver));
    drive().setOff(driver, trip.id());
    drive().arrive(driver, trip.id());
    return trip.id();
  }

  UUID inProgress(UUID driver) {
    var trip = arrived(driver);
    drive().start(driver, trip);
    return trip;
  }

  /** A next job of the only driver who is about to finish. */
  UUID accepted(UUID driver, RequestTrip asked) {
    city.bean(Trips.class).request(asked);
    city.round();
    accept(driver, requireNonNull(work(driver).offer()).id());
    assertThat(requireNonNull(work(driver).nextTrip()).id()).isEqualTo(asked.id());
    return asked.id();
  }

  void accept(UUID driver, UUID offer) {
    assertThat(city.bean(AcceptOffer.class).accept(driver, offer))
        .isInstanceOf(AcceptOffer.Answer.Accepted.class);
  }

  List<Object> asked(UUID trip) {
    return city
        .rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip)
        .stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }

  /** Of the only offer of the trip. */
  Object of(UUID trip, String column) {
    return city.value("SELECT " + column + " FROM dispatch.offer WHERE trip_id = ?", trip);
  }
}
