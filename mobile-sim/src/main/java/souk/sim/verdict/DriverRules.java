package souk.sim.verdict;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import souk.sim.journal.Entry.DriverKnown;
import souk.sim.journal.Entry.TripLost;
import souk.sim.journal.Entry.TripSeen;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;
import souk.sim.view.TripView;

/** What drivers were told about their trips. */
final class DriverRules {
  private DriverRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("one_driver_per_trip", DriverRules::twoDrivers),
        new Rule(
            "one_trip_per_driver", history -> busy(history).flatMap(d -> d.secondTrips().stream())),
        new Rule(
            "no_offer_while_driving",
            history -> busy(history).flatMap(d -> d.offersWhileDriving().stream())),
        new Rule("driven_is_completed", DriverRules::drivenInVain),
        new Rule("nobody_is_left_driving", DriverRules::leftDrivers));
  }

  /** A driver was told, at this version of the trip, that it is his. */
  private record Told(UUID trip, long version, String driver) {}

  private static Stream<BusyDriver> busy(History history) {
    return history.drivers().map(log -> new BusyDriver(history, log));
  }

  private static Stream<Finding> twoDrivers(History history) {
    var released = history.drivers().flatMap(DriverRules::released).collect(Collectors.toSet());
    return history
        .drivers()
        .flatMap(DriverRules::told)
        .distinct()
        .collect(groupingBy(Told::trip))
        .values()
        .stream()
        .filter(told -> told.stream().map(Told::driver).distinct().count() > 1)
        .flatMap(told -> Stream.concat(handedOver(told), unreleased(told, released)));
  }

  /** A trip that changes hands waits in between, which takes a version of its own. */
  private static Stream<Finding> handedOver(List<Told> told) {
    var inOrder = told.stream().sorted(Comparator.comparingLong(Told::version)).toList();
    return IntStream.range(1, inOrder.size())
        .filter(i ->
            !inOrder.get(i).driver.equals(inOrder.get(i - 1).driver)
                && inOrder.get(i).version - inOrder.get(i - 1).version < 2)
        .mapToObj(i ->
            new Finding(
                inOrder.get(i).trip,
                "told to %s and %s at once"
                    .formatted(inOrder.get(i - 1).driver, inOrder.get(i).driver)));
  }

  /** Of several drivers at most one was never told that it is over for him. */
  private static Stream<Finding> unreleased(List<Told> told, Set<Release> released) {
    var trip = told.getFirst().trip;
    var drivers =
        told.stream()
            .map(Told::driver)
            .filter(driver -> !released.contains(new Release(trip, driver)))
            .collect(Collectors.toSet());
    return drivers.size() > 1
        ? Stream.of(new Finding(trip, "still believed by " + drivers))
        : Stream.empty();
  }

  private record Release(UUID trip, String driver) {}

  private static Stream<Release> released(PhoneLog log) {
    var ids = ids(log);
    var driver = log.owner().name();
    return Stream.concat(
        log.all(TripLost.class).map(lost -> new Release(lost.tripId(), driver)),
        log.all(TripSeen.class)
            .map(TripSeen::trip)
            .filter(trip -> !isLiveForOneOf(ids, trip))
            .map(trip -> new Release(trip.id(), driver)));
  }

  private static Stream<Told> told(PhoneLog log) {
    var ids = ids(log);
    return log.all(TripSeen.class)
        .map(TripSeen::trip)
        .filter(trip -> isLiveForOneOf(ids, trip))
        .map(trip -> new Told(trip.id(), trip.version(), log.owner().name()));
  }

  /** Who was told that his trip is completed has driven a completed ride. */
  private static Stream<Finding> drivenInVain(History history) {
    return history
        .drivers()
        .flatMap(log -> log.all(TripSeen.class))
        .map(TripSeen::trip)
        .filter(trip -> trip.status() == TripStatus.COMPLETED)
        .flatMap(trip -> Stream.concat(otherTrip(history, trip), otherRide(history, trip)));
  }

  private static Stream<Finding> otherTrip(History history, TripView told) {
    return history
        .trip(told.id())
        .filter(trip -> trip.status() != TripStatus.COMPLETED)
        .map(trip -> new Finding(told.id(), "driver was told COMPLETED, trip is " + trip.status()));
  }

  private static Stream<Finding> otherRide(History history, TripView told) {
    return history
        .ride(told.id())
        .filter(ride -> ride.status() != RideStatus.COMPLETED)
        .map(ride -> new Finding(told.id(), "driver was told COMPLETED, ride is " + ride.status()));
  }

  private static Stream<Finding> leftDrivers(History history) {
    return history.active().entrySet().stream()
        .flatMap(active ->
            Stream.of(
                    Optional.ofNullable(active.getValue().trip()),
                    Optional.ofNullable(active.getValue().nextTrip()))
                .flatMap(Optional::stream)
                .filter(trip -> trip.status().isLive())
                .map(trip -> new Finding(active.getKey().name(), "still on trip " + trip.id())));
  }

  private static Set<UUID> ids(PhoneLog log) {
    return log.all(DriverKnown.class).map(DriverKnown::driverId).collect(Collectors.toSet());
  }

  private static boolean isLiveForOneOf(Set<UUID> ids, TripView trip) {
    return ids.stream().anyMatch(trip::isLiveFor);
  }
}
