package souk.dispatch.matching;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverStanding;
import souk.dispatch.driver.Drivers;
import souk.dispatch.fleet.Nearby;
import souk.dispatch.matching.cost.TrackRecords;
import souk.dispatch.matching.cost.WeightTable;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trip;

/**
 * Gathers what a round decides from. However many trips wait: one query for the standing of all
 * drivers near them, one for what the free of them did of late and one for all refusals; one search
 * and one tree of arrivals for each trip.
 */
@Singleton
final class SnapshotReader {
  /** Searches wait for Redis; so many at a time keep its pipe full. */
  private static final int SEARCHES_AT_ONCE = 8;

  private final DriverSearch search;
  private final Drivers drivers;
  private final TrackRecords records;
  private final Offers offers;
  private final WeightTable weights;
  private final Shortlist shortlist;
  private final MatchingConfiguration configuration;

  SnapshotReader(
      DriverSearch search,
      Drivers drivers,
      TrackRecords records,
      Offers offers,
      WeightTable weights,
      Shortlist shortlist,
      MatchingConfiguration configuration) {
    this.search = search;
    this.drivers = drivers;
    this.records = records;
    this.offers = offers;
    this.weights = weights;
    this.shortlist = shortlist;
    this.configuration = configuration;
  }

  private record Found(Trip.Waiting trip, List<Nearby> near) {}

  /** The snapshot for these trips of one city. */
  Snapshot read(CityId city, List<Trip.Waiting> waiting, Instant now) {
    var found =
        waiting.stream()
            .gather(Gatherers.mapConcurrent(SEARCHES_AT_ONCE, trip -> find(city, trip)))
            .toList();
    var rows = rows(driversOf(found), now);
    var refusals = offers.refusals(waiting.stream().map(Trip.Waiting::id).toList());
    return new Snapshot(
        found.stream()
            .gather(
                Gatherers.mapConcurrent(
                    Runtime.getRuntime().availableProcessors(),
                    one -> seeker(city, one, rows, refusals)))
            .toList());
  }

  private Shortlist.Rows rows(Collection<UUID> near, Instant now) {
    var standings = drivers.standings(near);
    var free = standings.values().stream().filter(DriverStanding::free);
    var known = records.of(free.map(DriverStanding::driver).toList(), now);
    return new Shortlist.Rows(standings, known, now);
  }

  private Found find(CityId city, Trip.Waiting trip) {
    var asked = trip.facts().asked();
    var widest = configuration.getRadii().getLast();
    return new Found(
        trip,
        search.near(city, asked.product(), asked.pickup(), widest, configuration.getDriversSeen()));
  }

  private static Collection<UUID> driversOf(List<Found> found) {
    return found.stream()
        .flatMap(one -> one.near().stream())
        .map(Nearby::driver)
        .distinct()
        .toList();
  }

  private Snapshot.Seeker seeker(
      CityId city,
      Found found,
      Shortlist.Rows rows,
      Map<UUID, Map<UUID, Offers.Refusal>> refusals) {
    var facts = found.trip().facts();
    RequestTrip asked = facts.asked();
    var refused = refusals.getOrDefault(asked.id(), Map.of());
    var seen = shortlist.seen(city, asked, found.near(), rows, refused);
    return new Snapshot.Seeker(
        asked.id(),
        facts.version(),
        facts.requestedAt(),
        facts.movedAt(),
        refused.values().stream().anyMatch(Offers.Refusal::afterAccepting),
        weights.of(city, asked.product()),
        seen);
  }
}
