package souk.sim.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.sim.journal.Entry;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.view.ActiveView;
import souk.sim.view.RideView;
import souk.sim.view.TripView;

/**
 * A run that is over: every phone's journal beside what the server says at the end.
 *
 * @param rides what each rider is shown of his rides
 * @param missing rides the server denies to their riders
 * @param trips what an operator is shown of the trips
 * @param active what still goes on for each person
 * @param unread what the server could not be asked, with the reason
 */
public record History(
    List<PhoneLog> logs,
    Map<UUID, RideView> rides,
    Set<UUID> missing,
    Map<UUID, TripView> trips,
    Map<Person, ActiveView> active,
    Map<String, String> unread) {

  /** One phone's journal. */
  public record PhoneLog(Person owner, List<Entry> entries) {

    /** The entries of one kind, in order. */
    <T extends Entry> Stream<T> all(Class<T> kind) {
      return entries.stream().filter(kind::isInstance).map(kind::cast);
    }
  }

  /** The ride as the server shows it at the end. */
  public Stream<RideView> ride(UUID id) {
    return Stream.ofNullable(rides.get(id));
  }

  Stream<TripView> trip(UUID id) {
    return Stream.ofNullable(trips.get(id));
  }

  Stream<PhoneLog> riders() {
    return logs.stream().filter(log -> log.owner().role() == Role.CUSTOMER);
  }

  Stream<PhoneLog> drivers() {
    return logs.stream().filter(log -> log.owner().role() == Role.DRIVER);
  }
}
