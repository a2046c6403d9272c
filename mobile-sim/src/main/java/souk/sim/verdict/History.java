package souk.sim.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.sim.journal.Entry;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.view.ActiveView;
import souk.sim.view.OfferView;
import souk.sim.view.RideView;
import souk.sim.view.TripView;

/**
 * A run that is over: every phone's journal beside what the server says at the end.
 *
 * @param rides what each rider is shown of his rides
 * @param missing rides the server denies to their riders
 * @param trips what an operator is shown of the trips
 * @param active what still goes on for each person
 * @param ratings the stars that people have given, as they are shown them
 * @param explained the offers of all trips, as an operator is shown them
 * @param begun when rides that were booked ahead began, as an operator is shown it
 * @param books what is wrong with the money, where anybody asked
 * @param clockAhead how far the server's clock is ahead of the phones'
 * @param unread what the server could not be asked, with the reason
 */
public record History(
    List<PhoneLog> logs,
    Map<UUID, RideView> rides,
    Set<UUID> missing,
    Map<UUID, TripView> trips,
    Map<Person, ActiveView> active,
    Map<RatingOf, Integer> ratings,
    List<OfferMade> explained,
    Map<UUID, Instant> begun,
    Books books,
    Duration clockAhead,
    Map<String, String> unread) {

  /** Whose rating of which trip. */
  public record RatingOf(Person rater, UUID tripId) {}

  /** A trip was offered to a driver at this instant of the server's clock. */
  public record OfferMade(UUID tripId, UUID driverId, Instant madeAt) {}

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

  /** How many offers the rules know of. */
  public long offers() {
    return offersMade().count();
  }

  /** How many rides waited for the time for which they were booked. */
  public long booked() {
    return riders().flatMap(BookingRules::booked).map(RideView::id).distinct().count();
  }

  /** How many ages of positions somebody was shown. */
  public long ages() {
    return riders()
        .mapToLong(log ->
            log.all(Entry.DriverShown.class).count()
                + log.all(Entry.AroundShown.class).mapToLong(shown -> shown.drivers().size()).sum())
        .sum();
  }

  /** Every offer anybody knows of: phones, be it that they could not hear it, and operators. */
  Stream<OfferMade> offersMade() {
    var told =
        drivers()
            .flatMap(log ->
                Stream.concat(
                        log.all(Entry.OfferSeen.class).map(Entry.OfferSeen::offer),
                        log.all(Entry.OfferMissed.class).map(Entry.OfferMissed::offer))
                    .flatMap(offer -> made(log, offer)));
    return Stream.concat(explained.stream(), told).distinct();
  }

  private static Stream<OfferMade> made(PhoneLog log, OfferView offer) {
    var at = offer.madeAt();
    if (at == null) return Stream.empty();
    return log.all(Entry.DriverKnown.class)
        .map(known -> new OfferMade(offer.tripId(), known.driverId(), at))
        .distinct();
  }

  Stream<PhoneLog> riders() {
    return logs.stream().filter(log -> log.owner().role() == Role.CUSTOMER);
  }

  Stream<PhoneLog> drivers() {
    return logs.stream().filter(log -> log.owner().role() == Role.DRIVER);
  }
}
