package souk.server.active;

import jakarta.inject.Singleton;
import souk.booking.ride.RideViews;
import souk.dispatch.offer.ActiveWork;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

/** Gathers what a person has going on. */
@Singleton
public final class ActiveViews {
  private final RideViews rides;
  private final ActiveWork work;

  ActiveViews(RideViews rides, ActiveWork work) {
    this.rides = rides;
    this.work = work;
  }

  public ActiveView of(Person person) {
    var ride = person.is(Role.CUSTOMER) ? rides.activeOf(person.id()).orElse(null) : null;
    if (!person.is(Role.DRIVER)) return new ActiveView(ride, null, null, null);
    var job = work.of(person.id());
    return new ActiveView(ride, job.offer(), job.trip(), job.driver());
  }
}
