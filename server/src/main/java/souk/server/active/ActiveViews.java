package souk.server.active;

import jakarta.inject.Singleton;
import souk.booking.ride.RideViews;
import souk.dispatch.chat.Chats;
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
  private final Chats chats;

  ActiveViews(RideViews rides, ActiveWork work, Drivers drivers, Chats chats) {
    this.rides = rides;
    this.work = work;
    this.drivers = drivers;
    this.chats = chats;
  }

  public ActiveView of(Person person) {
    var ride = person.is(Role.CUSTOMER) ? rides.activeOf(person.id()).orElse(null) : null;
    var unread = chats.unread(person.id());
    if (!person.is(Role.DRIVER)) return new ActiveView(ride, null, null, null, null, null, unread);
    var job = work.of(person.id());
    var driver = drivers.find(person.id()).map(DriverView::of).orElse(null);
    return new ActiveView(
        ride, job.offer(), job.trip(), job.nextTrip(), job.proposal(), driver, unread);
  }
}
