package souk.dispatch.matching;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.DriverStanding;
import souk.dispatch.eta.Candidate;
import souk.dispatch.eta.Eta;
import souk.dispatch.eta.PickupEta;
import souk.dispatch.eta.Routes;
import souk.dispatch.fleet.Nearby;
import souk.dispatch.matching.FinishingDrivers.Finishing;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.RequestTrip;

/**
 * Tells who of the drivers near a pick-up, free or soon so, may be offered the trip, and when each
 * would be there.
 */
@Singleton
final class Shortlist {
  private final Routes routes;
  private final MatchingConfiguration configuration;

  Shortlist(Routes routes, MatchingConfiguration configuration) {
    this.routes = routes;
    this.configuration = configuration;
  }

  /** What the rows say of the drivers near a round's trips. */
  record Rows(Map<UUID, DriverStanding> standings, Map<UUID, TrackRecord> records, Instant now) {
    TrackRecord record(UUID driver) {
      return records.getOrDefault(driver, TrackRecord.none(now));
    }

    Rows and(Map<UUID, TrackRecord> more) {
      var all = new HashMap<>(records);
      all.putAll(more);
      return new Rows(standings, all, now);
    }
  }

  /** Who is near a pick-up: free, or so soon. */
  record Around(List<Nearby> free, List<Finishing> finishing) {}

  private record Judged(Nearby near, Optional<Reason> against) {}

  private record Soon(Finishing driver, long metres, Optional<Reason> against) {
    Snapshot.Sight sight() {
      return new Snapshot.Sight(driver.driver(), metres, driver.age());
    }
  }

  /** Whether somebody free is so near who may be offered the trip. */
  boolean findsSomebody(
      RequestTrip asked,
      List<Nearby> near,
      Rows rows,
      Map<UUID, Offers.Refusal> refusals,
      int withinMetres) {
    return near.stream()
        .filter(one -> one.metres() <= withinMetres)
        .anyMatch(one -> against(asked, one, rows, refusals).isEmpty());
  }

  /** All of them, the nearest first, each with his arrival or the reason that he is passed over. */
  List<Seen> seen(
      CityId city,
      RequestTrip asked,
      Around around,
      Rows rows,
      Map<UUID, Offers.Refusal> refusals) {
    var soon = around.finishing().stream().flatMap(one -> soon(one, asked, refusals)).toList();
    var soonFree = soon.stream().map(one -> one.driver().driver()).collect(toSet());
    var judged =
        around.free().stream()
            .filter(one -> !soonFree.contains(one.driver()))
            .map(one -> new Judged(one, against(asked, one, rows, refusals)))
            .toList();
    var shortlisted = places(judged, soon);
    var etas = etas(city, asked, shortlisted);
    return Stream.concat(
            judged.stream().map(one -> seen(one, shortlisted.keySet(), etas, rows)),
            soon.stream().map(one -> seen(one, etas, rows)))
        .sorted(comparingLong(one -> one.sight().metres()))
        .toList();
  }

  private Stream<Soon> soon(
      Finishing driver, RequestTrip asked, Map<UUID, Offers.Refusal> refusals) {
    var metres = Math.round(driver.dropoff().haversineMetres(asked.pickup()));
    if (!driver.product().equals(asked.product().slug())) return Stream.empty();
    if (metres > configuration.getRadii().getLast()) return Stream.empty();
    return Stream.of(new Soon(driver, metres, ofRefusal(refusals.get(driver.driver()))));
  }

  /** From where those whose arrival is computed set off. */
  private Map<UUID, Point> places(List<Judged> judged, List<Soon> soon) {
    var places = new HashMap<UUID, Point>();
    judged.stream()
        .filter(one -> one.against().isEmpty())
        .map(Judged::near)
        .limit(configuration.getDriversShortlisted())
        .forEach(near -> places.put(near.driver(), near.point()));
    soon.stream()
        .filter(one -> one.against().isEmpty())
        .map(Soon::driver)
        .forEach(driver -> places.put(driver.driver(), driver.dropoff()));
    return places;
  }

  private static Optional<Reason> against(
      RequestTrip asked, Nearby near, Rows rows, Map<UUID, Offers.Refusal> refusals) {
    var driver = near.driver();
    return against(asked, rows.standings().get(driver), refusals.get(driver));
  }

  private static Optional<Reason> against(
      RequestTrip asked, @Nullable DriverStanding standing, Offers.@Nullable Refusal refusal) {
    return Stream.of(ofStanding(asked, standing), ofRefusal(refusal))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Reason> ofStanding(RequestTrip asked, @Nullable DriverStanding standing) {
    if (standing == null || !standing.city().equals(asked.cityId())) {
      return Optional.of(Reason.NOT_ON_LINE);
    }
    if (standing.product().filter(asked.product()::equals).isEmpty()) {
      return Optional.of(Reason.NOT_ON_LINE);
    }
    return standing.claim().map(_ -> Reason.PROMISED);
  }

  private static Optional<Reason> ofRefusal(Offers.@Nullable Refusal refusal) {
    return Optional.ofNullable(refusal)
        .map(how ->
            switch (how) {
              case DECLINED -> Reason.DECLINED;
              case LET_PASS -> Reason.LET_PASS;
              case GAVE_BACK -> Reason.GAVE_BACK;
              case TAKEN_AWAY -> Reason.TAKEN_AWAY;
            });
  }

  private Map<UUID, Eta> etas(CityId city, RequestTrip asked, Map<UUID, Point> shortlisted) {
    if (shortlisted.isEmpty()) return Map.of();
    var candidates =
        shortlisted.entrySet().stream()
            .map(one -> new Candidate<>(one.getKey(), one.getValue()))
            .toList();
    return routes
        .toPickup(city, candidates, asked.pickup(), configuration.getPickupLimit())
        .stream()
        .collect(toMap(PickupEta::driver, PickupEta::eta));
  }

  private static Seen seen(Judged judged, Set<UUID> shortlisted, Map<UUID, Eta> etas, Rows rows) {
    var near = judged.near();
    var sight = new Snapshot.Sight(near.driver(), near.metres(), near.age());
    if (judged.against().isPresent()) {
      return new Seen.Ineligible(sight, judged.against().get());
    }
    if (!shortlisted.contains(near.driver())) {
      return new Seen.Ineligible(sight, Reason.NOT_SHORTLISTED);
    }
    var eta = etas.get(near.driver());
    if (eta == null) return new Seen.Ineligible(sight, Reason.TOO_FAR);
    return new Seen.Eligible(sight, eta, rows.record(near.driver()));
  }

  private Seen seen(Soon soon, Map<UUID, Eta> etas, Rows rows) {
    if (soon.against().isPresent()) return new Seen.Ineligible(soon.sight(), soon.against().get());
    var driver = soon.driver();
    var eta = etas.get(driver.driver());
    if (eta == null) return new Seen.Ineligible(soon.sight(), Reason.TOO_FAR);
    var present = new Snapshot.Present(driver.trip(), driver.remaining());
    var seen = new Seen.Eligible(soon.sight(), eta, rows.record(driver.driver()), present);
    if (seen.arrival().compareTo(configuration.getPickupLimit()) <= 0) return seen;
    return new Seen.Ineligible(soon.sight(), Reason.TOO_FAR);
  }
}
