package souk.server.active;

import jakarta.inject.Singleton;
import souk.booking.ride.RideViews;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.driver.DriverView;
import souk.dispatch.driver.Drivers;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

/** Gathers what a person has going on. */
@Singleton
public final class ActiveViews {
  private final RideViews rides;
  private final ActiveWork work;
  private final Drivers drivers;

  ActiveViews(RideViews rides, ActiveWork work, Drivers drivers) {
    this.rides = rides;
    this.work = work;
    this.drivers = drivers;
  }

  public ActiveView of(Person person) {
    var ride = person.is(Role.CUSTOMER) ? rides.activeOf(person.id()).orElse(null) : null;
    if (!person.is(Role.DRIVER)) return new ActiveView(ride, null, null, null, null);
    var job = work.of(person.id());
    var driver = drivers.find(person.id()).map(DriverView::of).orElse(null);
    return new ActiveView(ride, job.offer(), job.trip(), job.nextTrip(), driver);
  }
}
