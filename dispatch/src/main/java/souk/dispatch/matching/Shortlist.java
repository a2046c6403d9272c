package souk.dispatch.matching;

import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.time.Instant;
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
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.RequestTrip;

/**
 * Tells who of the drivers near a pick-up may be offered the trip, and when each would be there.
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
  }

  private record Judged(Nearby near, Optional<Reason> against) {}

  /** All of them, each with his arrival or the reason that he is passed over. */
  List<Seen> seen(
      CityId city,
      RequestTrip asked,
      List<Nearby> near,
      Rows rows,
      Map<UUID, Offers.Refusal> refusals) {
    var judged =
        near.stream()
            .map(one -> {
              var driver = one.driver();
              return new Judged(
                  one, against(asked, rows.standings().get(driver), refusals.get(driver)));
            })
            .toList();
    var shortlisted =
        judged.stream()
            .filter(one -> one.against().isEmpty())
            .map(Judged::near)
            .limit(configuration.getDriversShortlisted())
            .collect(toMap(Nearby::driver, Nearby::point));
    var etas = etas(city, asked, shortlisted);
    return judged.stream().map(one -> seen(one, shortlisted.keySet(), etas, rows)).toList();
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
}
