package souk.dispatch.destination;

import java.util.UUID;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trips;
import souk.platform.money.Money;

/** Trips whose riders want to go elsewhere. */
record Rides(TestCity city) {
  static final Point ELSEWHERE = new Point(43.7311, 7.4197);
  static final Money DEARER = Money.of(1900, "EUR");

  /** A trip with its driver, and what its rider proposes. */
  record Ride(RequestTrip asked, UUID driver, ProposeDestination elsewhere) {
    UUID id() {
      return asked.id();
    }

    UUID change() {
      return elsewhere.id();
    }
  }

  /** A driver has accepted; nothing is proposed yet. */
  Ride assigned() {
    var asked = TestCity.asked();
    var driver = city.driver();
    var offer = city.offered(city.bean(Trips.class).request(asked), driver);
    city.bean(AcceptOffer.class).accept(driver, offer);
    return new Ride(asked, driver, another(asked.id(), driver));
  }

  /** The rider is on board, and the driver is asked. */
  Ride proposed() {
    var ride = assigned();
    var drive = city.bean(DriveTrip.class);
    drive.setOff(ride.driver(), ride.id());
    drive.arrive(ride.driver(), ride.id());
    drive.start(ride.driver(), ride.id());
    destinations().propose(ride.elsewhere());
    return ride;
  }

  static ProposeDestination another(UUID trip, UUID driver) {
    return new ProposeDestination(UUID.randomUUID(), TestCity.ID, trip, driver, ELSEWHERE, DEARER);
  }

  Destinations destinations() {
    return city.bean(Destinations.class);
  }

  /** Moves the deadline, so that the driver's time is over now. */
  void passDeadline(UUID change) {
    city.sql(
        "UPDATE dispatch.destination_proposal SET expires_at = clock_timestamp() WHERE id = ?"
            + " AND status = 'OPEN'",
        change);
  }

  ProposalStatus status(Ride ride) {
    return destinations().find(ride.change()).orElseThrow().status();
  }

  boolean goesElsewhere(Ride ride) {
    return city.trip(ride.id()).dropoff().equals(ELSEWHERE);
  }
}
