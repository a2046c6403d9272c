package souk.sim.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.stream.Stream;
import souk.sim.journal.Entry.RideAcknowledged;
import souk.sim.journal.Entry.RideSeen;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.RideView;

/** What riders were told about their rides. */
final class RideRules {
  private RideRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("acknowledged_ride_exists", RideRules::deniedRides),
        new Rule("one_ride_per_key", RideRules::keysWithTwoRides),
        new Rule("told_end_is_the_end", RideRules::changedEnds),
        new Rule("every_ride_settles", RideRules::unsettledRides),
        new Rule("nobody_is_left_riding", RideRules::leftRiders));
  }

  /** A ride the server has taken is there, and is its rider's. */
  private static Stream<Finding> deniedRides(History history) {
    return history
        .riders()
        .flatMap(log -> log.all(RideAcknowledged.class))
        .map(acknowledged -> acknowledged.ride().id())
        .filter(history.missing()::contains)
        .map(ride -> new Finding(ride, "was acknowledged with 202 and is 404 now"));
  }

  /** However often a request is sent under one key, it is one ride. */
  private static Stream<Finding> keysWithTwoRides(History history) {
    return history
        .riders()
        .flatMap(log -> log.all(RideAcknowledged.class))
        .collect(groupingBy(RideAcknowledged::key, mapping(seen -> seen.ride().id(), toSet())))
        .entrySet()
        .stream()
        .filter(rides -> rides.getValue().size() > 1)
        .map(rides -> new Finding(rides.getKey(), "was answered with " + rides.getValue()));
  }

  /** Completed, cancelled and the like are final: nobody is told one end and finds another. */
  private static Stream<Finding> changedEnds(History history) {
    return history
        .riders()
        .flatMap(log -> log.all(RideSeen.class))
        .map(RideSeen::ride)
        .filter(told -> told.status().isTerminal())
        .flatMap(told -> history.ride(told.id()).flatMap(last -> changedEnd(told, last)));
  }

  private static Stream<Finding> changedEnd(RideView told, RideView last) {
    return told.status() == last.status()
        ? Stream.empty()
        : Stream.of(
            new Finding(
                told.id(),
                "rider was told %s, server says %s".formatted(told.status(), last.status())));
  }

  /** After the city has drained, every ride is over and its money definitive. */
  private static Stream<Finding> unsettledRides(History history) {
    return history.rides().values().stream()
        .filter(ride -> !ride.isSettled())
        .map(ride -> new Finding(ride.id(), "still " + ride.status() + ", not settled"));
  }

  /** Nor is a ride going on that the phone never heard of. */
  private static Stream<Finding> leftRiders(History history) {
    return history.active().entrySet().stream()
        .flatMap(active ->
            Stream.ofNullable(active.getValue().ride())
                .filter(ride -> !ride.status().isTerminal())
                .map(ride -> new Finding(active.getKey().name(), "still on ride " + ride.id())));
  }
}
