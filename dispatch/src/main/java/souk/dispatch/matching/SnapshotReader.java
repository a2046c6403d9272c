package souk.dispatch.matching;

import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverStanding;
import souk.dispatch.driver.Drivers;
import souk.dispatch.fleet.Nearby;
import souk.dispatch.matching.FinishingDrivers.Finishing;
import souk.dispatch.matching.cost.TrackRecords;
import souk.dispatch.matching.cost.WeightTable;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trip;

/**
 * Gathers what a round decides from. However many trips wait: one query for the standing of all
 * drivers near them, one for what the free of them did of late and one for all refusals; one search
 * and one tree of arrivals for each trip. Where nobody free is next door of some, also one for the
 * trips that end there, and the way to the end of a bounded number of them.
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
  private final FinishingDrivers finishingDrivers;
  private final MatchingConfiguration configuration;

  SnapshotReader(
      DriverSearch search,
      Drivers drivers,
      TrackRecords records,
      Offers offers,
      WeightTable weights,
      Shortlist shortlist,
      FinishingDrivers finishingDrivers,
      MatchingConfiguration configuration) {
    this.search = search;
    this.drivers = drivers;
    this.records = records;
    this.offers = offers;
    this.weights = weights;
    this.shortlist = shortlist;
    this.finishingDrivers = finishingDrivers;
    this.configuration = configuration;
  }

  private record Found(Trip.Waiting trip, List<Nearby> near) {
    private RequestTrip asked() {
      return trip.facts().asked();
    }
  }

  /** What is known of whoever may serve the trips. */
  private record Known(
      Shortlist.Rows rows,
      Map<UUID, Map<UUID, Offers.Refusal>> refusals,
      Set<UUID> needy,
      List<Finishing> finishing) {

    private Map<UUID, Offers.Refusal> refusals(UUID trip) {
      return refusals.getOrDefault(trip, Map.of());
    }

    private Shortlist.Around around(Found found) {
      var isNeedy = needy.contains(found.trip().id());
      return new Shortlist.Around(found.near(), isNeedy ? finishing : List.of());
    }
  }

  /** The snapshot for these trips of one city. */
  Snapshot read(CityId city, List<Trip.Waiting> waiting, Instant now) {
    var found =
        waiting.stream()
            .gather(Gatherers.mapConcurrent(SEARCHES_AT_ONCE, trip -> find(city, trip)))
            .toList();
    var known = known(city, found, now);
    return new Snapshot(
        found.stream()
            .gather(
                Gatherers.mapConcurrent(
                    Runtime.getRuntime().availableProcessors(), one -> seeker(city, one, known)))
            .toList());
  }

  private Known known(CityId city, List<Found> found, Instant now) {
    var rows = rows(driversOf(found), now);
    var refusals = offers.refusals(found.stream().map(one -> one.trip().id()).toList());
    var needy = found.stream().filter(one -> isNeedy(one, rows, refusals)).toList();
    var finishing = finishingDrivers.near(city, needy.stream().map(Found::trip).toList());
    return new Known(
        finishing.isEmpty()
            ? rows
            : rows.and(records.of(finishing.stream().map(Finishing::driver).toList(), now)),
        refusals,
        needy.stream().map(one -> one.trip().id()).collect(toSet()),
        finishing);
  }

  /** Whoever has somebody free next door need not wait for somebody who drives. */
  private boolean isNeedy(
      Found found, Shortlist.Rows rows, Map<UUID, Map<UUID, Offers.Refusal>> refusals) {
    var refused = refusals.getOrDefault(found.trip().id(), Map.of());
    var nextDoor = configuration.getRadii().getFirst();
    return !shortlist.findsSomebody(found.asked(), found.near(), rows, refused, nextDoor);
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

  private @Nullable Instant wantedBy(RequestTrip asked) {
    var pickupAt = asked.pickupAt();
    return pickupAt == null ? null : pickupAt.minus(configuration.getPickupSlack());
  }

  private Snapshot.Seeker seeker(CityId city, Found found, Known known) {
    var facts = found.trip().facts();
    var asked = found.asked();
    var refused = known.refusals(asked.id());
    var seen = shortlist.seen(city, asked, known.around(found), known.rows(), refused);
    return new Snapshot.Seeker(
        asked.id(),
        facts.version(),
        facts.requestedAt(),
        facts.movedAt(),
        refused.values().stream().anyMatch(Offers.Refusal::afterAccepting),
        weights.of(city, asked.product()),
        seen,
        wantedBy(asked));
  }
}
